//! Tables for spreadsheets: RFC 4180, with lines that end in CR LF.

use wire::token::{HistoryItem, Party, Statement};
use worker::Response;

use crate::{answer, error::Failure};

/// A field; quoted when it has to be. A text that a spreadsheet would take for a formula gets an
/// apostrophe before it.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

fn line(fields: &[&str]) -> String {
    let fields: Vec<String> = fields.iter().map(|text| field(text)).collect();
    format!("{}\r\n", fields.join(","))
}

fn party(party: &Party) -> String {
    let purpose = party.purpose.as_deref().map(|it| format!(" ({it})")).unwrap_or_default();
    match (&party.username, party.kind.as_str()) {
        (Some(name), _) => format!("{name}{purpose}"),
        (None, "system") => party.id.clone(),
        (None, kind) => format!("{kind} {}{purpose}", party.id),
    }
}

fn file(text: String, name: &str, next: Option<&str>) -> Result<Response, Failure> {
    let response = answer::file(text.into_bytes(), "text/csv; charset=utf-8; header=present")?;
    let headers = response.headers();
    headers.set("content-disposition", &format!("attachment; filename=\"{name}.csv\""))?;
    if let Some(cursor) = next {
        headers.set("x-next-cursor", cursor)?;
    }
    Ok(response)
}

/// A history; the header `x-next-cursor` says how to go on when there is more.
pub fn history(items: &[HistoryItem], next: Option<&str>) -> Result<Response, Failure> {
    let head = [
        "at",
        "kind",
        "direction",
        "asset",
        "amount",
        "from",
        "to",
        "memo",
        "reference",
        "balance after",
        "entry",
        "transaction",
    ];
    let mut text = line(&head);
    for it in items {
        let (from, to, entry) = (party(&it.from), party(&it.to), it.entry.to_string());
        let (memo, reference) = (it.memo.as_deref(), it.reference.as_deref());
        text += &line(&[
            &it.at,
            &it.kind,
            &it.direction,
            &it.asset,
            &it.amount,
            &from,
            &to,
            memo.unwrap_or(""),
            reference.unwrap_or(""),
            &it.balance_after,
            &entry,
            &it.transaction_id,
        ]);
    }
    file(text, "history", next)
}

/// A statement: opening, one line for each kind, sums, closing.
pub fn statement(it: &Statement) -> Result<Response, Failure> {
    let mut text = line(&["line", "count", "credited", "debited", "balance", "asset", "at"]);
    text += &line(&["opening", "", "", "", &it.opening, &it.asset, &it.from]);
    for row in &it.lines {
        let count = row.count.to_string();
        text += &line(&[&row.kind, &count, &row.credited, &row.debited, "", &it.asset, ""]);
    }
    text += &line(&["sum", "", &it.credited, &it.debited, "", &it.asset, ""]);
    text += &line(&["closing", "", "", "", &it.closing, &it.asset, &it.to]);
    file(text, "statement", None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_formulas_are_words() {
        assert_eq!(line(&["a", "b,c", "d\"e"]), "a,\"b,c\",\"d\"\"e\"\r\n");
        assert_eq!(field("=1+1"), "'=1+1");
        assert_eq!(field("@mei"), "'@mei");
        assert_eq!(field("12.50000000"), "12.50000000");
    }
}
