//! The page around the proposals: cover, contents, problems of files, method.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;

use super::index::Row;
use super::method::MethodView;
use crate::document::ProblemKind;
use crate::report::FileProblem;
use crate::report::cover::{Cover, Logo};

/// All that the page shows around the proposals.
#[derive(Debug, Serialize)]
pub struct PageView<'a> {
    /// What the report is called.
    pub title: String,
    /// As of when.
    pub as_of: String,
    /// The cover, where there is one.
    pub cover: Option<CoverView<'a>>,
    /// Each proposal in a row.
    pub rows: Vec<Row<'a>>,
    /// What is wrong with files.
    pub problems: Vec<ProblemView<'a>>,
    /// How many files were no proposals.
    pub skipped: usize,
    /// How to read it.
    pub method: MethodView<'a>,
}

/// The cover, and the closing words.
#[derive(Debug, Serialize)]
pub struct CoverView<'a> {
    title: &'a str,
    client: Option<&'a str>,
    author: Option<&'a str>,
    date: Option<&'a str>,
    logo: Option<LogoView<'a>>,
    introduction: &'a [String],
    closing: &'a [String],
}

#[derive(Debug, Serialize)]
struct LogoView<'a> {
    data: String,
    says: &'a str,
}

/// Something that is wrong with a file.
#[derive(Debug, Serialize)]
pub struct ProblemView<'a> {
    at: String,
    kind: &'static str,
    message: &'a str,
    expected: &'a str,
    help: Option<&'a str>,
}

impl CoverView<'_> {
    /// The view of a cover.
    pub fn of(cover: &Cover) -> CoverView<'_> {
        CoverView {
            title: &cover.title,
            client: cover.client.as_deref(),
            author: cover.author.as_deref(),
            date: cover.date.as_deref(),
            logo: cover.picture.as_ref().map(|logo| LogoView { data: data(logo), says: cover.logo_says() }),
            introduction: &cover.introduction,
            closing: &cover.closing,
        }
    }
}

/// The address of a picture that holds the picture itself.
fn data(logo: &Logo) -> String {
    format!("data:{};base64,{}", logo.media_type, BASE64_STANDARD.encode(&logo.bytes))
}

impl ProblemView<'_> {
    /// The view of a problem.
    pub fn of(FileProblem { path, problem }: &FileProblem) -> ProblemView<'_> {
        ProblemView {
            at: format!("{path}:{}:{}", problem.span.line, problem.span.column),
            kind: match problem.kind {
                ProblemKind::Error => "error",
                ProblemKind::Warning => "warning",
            },
            message: &problem.message,
            expected: &problem.expected,
            help: problem.help.as_deref(),
        }
    }
}
