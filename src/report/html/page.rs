//! What every page has around what it tells: its head, its cover, its contents, and what stands at its end.

use std::io;

use askama::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::{Setting, drawn, filters};
use crate::report::Output;
use crate::report::content::{End, Method, ProblemContent, Run};
use crate::report::cover::{Cover, Logo};

/// A line of the contents.
#[derive(Debug)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What stands there.
    pub text: String,
}

impl Link {
    /// A link.
    pub fn new(href: &str, text: &str) -> Link {
        Link { href: href.to_owned(), text: text.to_owned() }
    }
}

/// The beginning of a page, up to what it tells.
#[derive(Template)]
#[template(path = "opening.html", config = "src/report/html/askama.toml")]
pub struct Opening<'a> {
    /// What the page is called.
    pub title: String,
    /// What it is, where no cover says so.
    pub kicker: String,
    /// By what it was made.
    pub run: &'a Run<'a>,
    /// The cover.
    pub cover: Option<&'a Cover>,
    /// The contents.
    pub contents: Vec<Link>,
}

impl<'a> Opening<'a> {
    /// The beginning of the page that has the cover, where there is one.
    pub fn new(setting: &'a Setting, title: String, kicker: String, contents: Vec<Link>) -> Opening<'a> {
        let title = setting.cover.as_ref().map_or(title, |cover| cover.title.clone());
        Opening { title, kicker, run: setting.run, cover: setting.cover.as_ref(), contents }
    }

    /// The beginning of any other page.
    pub fn plain(setting: &'a Setting, title: String, kicker: &str, contents: Vec<Link>) -> Opening<'a> {
        Opening { title, kicker: kicker.to_owned(), run: setting.run, cover: None, contents }
    }
}

/// The end of a page.
#[derive(Template)]
#[template(path = "closing.html", config = "src/report/html/askama.toml")]
pub struct Closing<'a> {
    run: &'a Run<'a>,
    detail: bool,
    skipped: Option<String>,
    method: Option<Method<'a>>,
    cover: Option<&'a Cover>,
}

impl<'a> Closing<'a> {
    /// The end of a report that is one page.
    pub fn of_run(setting: &'a Setting, end: &'a End) -> Closing<'a> {
        Closing { method: Some(Method::of(setting.tables.rubrics)), ..Closing::of_index(setting, end) }
    }

    /// The end of the first page of a folder.
    pub fn of_index(setting: &'a Setting, end: &'a End) -> Closing<'a> {
        Closing { skipped: end.skipped_says(), cover: setting.cover.as_ref(), ..Closing::plain(setting) }
    }

    /// The end of the page that tells how to read the others.
    pub fn of_method(setting: &'a Setting) -> Closing<'a> {
        Closing { method: Some(Method::of(setting.tables.rubrics)), detail: true, ..Closing::plain(setting) }
    }

    /// The end of a page that has nothing besides.
    pub fn plain(setting: &'a Setting) -> Closing<'a> {
        Closing { run: setting.run, detail: setting.detail, skipped: None, method: None, cover: None }
    }
}

/// One thing that is wrong with a file.
#[derive(Template)]
#[template(path = "problem.html", config = "src/report/html/askama.toml")]
struct Problem<'a> {
    problem: &'a ProblemContent<'a>,
}

/// What is wrong with files: the errors, and the warnings, which are folded unless all is told.
///
/// # Errors
/// It cannot be written.
pub fn problems(detail: bool, end: &End, out: &mut dyn Output) -> io::Result<()> {
    if !end.has_problems() {
        return Ok(());
    }
    let each = |is_error: bool, out: &mut dyn Output| {
        end.each_problem(|problem| match problem.is_error == is_error {
            true => out.write(&drawn(&Problem { problem })),
            false => Ok(()),
        })
    };
    out.write("<section class=\"sheet\" id=\"problems\">\n<h2>Problems of the files</h2>\n")?;
    if end.errors() > 0 {
        out.write(
            "<p>A proposal in which something is an error was not assessed.</p>\n<ul class=\"problems\">\n",
        )?;
        each(true, out)?;
        out.write("</ul>\n")?;
    }
    if end.warnings() > 0 {
        let open = if detail { " open" } else { "" };
        let number = end.warnings();
        out.write(&format!(
            "<details{open}>\n<summary><h3>Warnings</h3> <span class=\"aside\">{number}</span></summary>\n\
             <ul class=\"problems unfolded\">\n"
        ))?;
        each(false, out)?;
        out.write("</ul>\n</details>\n")?;
    }
    out.write("</section>\n")
}

/// The address of a picture that holds the picture itself.
pub fn data(logo: &Logo) -> String {
    format!("data:{};base64,{}", logo.media_type, BASE64_STANDARD.encode(&logo.bytes))
}
