//! Texts that strangers write into proposals to make a report do something.

/// Each as a quoted scalar of YAML.
pub const HOSTILE: &[&str] = &[
    r#""<script>alert(1)</script>""#,
    r#""</title><img src=x onerror=alert(1)>""#,
    r#""[x](javascript:alert(1)) ![y](https://evil.example/p.png) <https://evil.example> www.evil.example""#,
    r#""=HYPERLINK(\"https://evil.example\",\"ok\")""#,
    r#""\t=1+1;@SUM(A1)""#,
    r#""＝1＋1""#,
    r#""-2+3; =cmd|' /C calc'!A0""#,
    r#""::error file=a,line=1::x\n::set-output name=y::z""#,
    r#""\e[31mred\e]0;title\a \u009b2J""#,
    r#""safe\u202Egnp.exe \u2066x\u200B""#,
    r#""]]> <!-- --> <![CDATA[ &amp; &lt; &#x3c;script&#x3e;""#,
    r#""one\r\ntwo\n\n# three\n- four\n1. five\n> six\n```\n~~~\n---\n| a | b |""#,
    r#""@octocat @org/team #1 GH-1 octo/repo#2 0123456789abcdef0123456789abcdef01234567 a@evil.example""#,
    r#""`code` ``` **bold** _it_ ~~no~~ \\ | $x^2$ :tada: [^1] {{ x }} {% raw %}""#,
];
