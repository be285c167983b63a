//! Markdown as a tree that can only be shown: no HTML, no pictures, no address but http, https and
//! paths of this site. Pure.
//!
//! What strangers wrote never becomes markup: the tree holds text, and [`crate::prose`] makes elements
//! of it one by one. HTML in the source is shown as it was typed.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// How deep quotes and lists are followed; what lies deeper is shown one level up.
const DEPTH_MAX: usize = 12;
/// How many pieces of a text are read; a text of the API's size never has so many by honest means.
const EVENTS_MAX: usize = 40_000;

/// A part that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// Its level counts from 1 and never skips one.
    Heading(u8, Vec<Inline>),
    Paragraph(Vec<Inline>),
    Quote(Vec<Block>),
    /// The first number, or none for dots.
    List(Option<u64>, Vec<Vec<Block>>),
    /// Language and text.
    Code(String, String),
    /// The rows of cells, the first of them the head.
    Table(Vec<Vec<Vec<Inline>>>),
    Rule,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Inline {
    Text(String),
    Code(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Struck(Vec<Inline>),
    /// The address is safe to follow.
    Link(String, Vec<Inline>),
    Break,
}

/// Reads Markdown.
pub(crate) fn read(text: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader { open: vec![Open::new(Kind::Root)], ignored: 0, level: 0 };
    for event in Parser::new_ext(text, options).take(EVENTS_MAX) {
        reader.take(event);
    }
    while reader.open.len() > 1 {
        reader.close();
    }
    reader.open.pop().map(Open::into_blocks).unwrap_or_default()
}

/// An address that may be followed: http, https, or a path of this site.
pub(crate) fn safe_address(address: &str) -> Option<&str> {
    let is_clean = !address.chars().any(|it| it.is_control() || it.is_whitespace() || it == '\\');
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    let is_outside = lower.starts_with("https://") || lower.starts_with("http://");
    let is_path = address.starts_with('/') && !address.starts_with("//");
    (is_clean && (is_outside || is_path)).then_some(address)
}

/// What is being read.
#[derive(Clone, Debug)]
enum Kind {
    Root,
    Heading(u8),
    Paragraph,
    Quote,
    List(Option<u64>),
    Item,
    Code(String),
    Table,
    Row,
    Cell,
    Strong,
    Emphasis,
    Struck,
    Link(Option<String>),
}

/// An open part and what it holds so far.
#[derive(Debug)]
struct Open {
    kind: Kind,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    items: Vec<Vec<Block>>,
    rows: Vec<Vec<Vec<Inline>>>,
    cells: Vec<Vec<Inline>>,
}

impl Open {
    fn new(kind: Kind) -> Self {
        let (blocks, inlines, items) = (vec![], vec![], vec![]);
        Self { kind, blocks, inlines, items, rows: vec![], cells: vec![] }
    }

    /// Lines that stand loose, as in a tight list, become a paragraph.
    fn into_blocks(mut self) -> Vec<Block> {
        self.settle();
        self.blocks
    }

    fn settle(&mut self) {
        if !self.inlines.is_empty() {
            self.blocks.push(Block::Paragraph(std::mem::take(&mut self.inlines)));
        }
    }

    fn holds_blocks(&self) -> bool {
        matches!(self.kind, Kind::Root | Kind::Quote | Kind::Item)
    }
}

struct Reader {
    open: Vec<Open>,
    /// Parts that are open and not followed.
    ignored: usize,
    /// Of the last heading.
    level: u8,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Code(text) => self.inline(Inline::Code(text.into_string())),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.block(Block::Rule),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let kind = match tag {
            Tag::Heading { level, .. } => Kind::Heading(self.outline(level)),
            Tag::Paragraph | Tag::HtmlBlock => Kind::Paragraph,
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::List(first) => Kind::List(first),
            Tag::Item => Kind::Item,
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) => Kind::Code(language.into_string()),
            Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Code(String::new()),
            Tag::Table(_) => Kind::Table,
            Tag::TableHead | Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::Strong => Kind::Strong,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strikethrough => Kind::Struck,
            Tag::Link { dest_url, .. } => Kind::Link(safe_address(&dest_url).map(str::to_owned)),
            // A picture from elsewhere would tell elsewhere who looks: its words stand for it.
            _ => {
                self.ignored += 1;
                return;
            }
        };
        let nests = matches!(
            kind,
            Kind::Quote | Kind::List(_) | Kind::Strong | Kind::Emphasis | Kind::Struck
        );
        if nests && self.open.len() > DEPTH_MAX {
            self.ignored += 1;
            return;
        }
        if let Some(parent) = self.open.last_mut()
            && parent.holds_blocks()
            && !matches!(kind, Kind::Strong | Kind::Emphasis | Kind::Struck | Kind::Link(_))
        {
            parent.settle();
        }
        self.open.push(Open::new(kind));
    }

    fn end(&mut self, end: TagEnd) {
        let fits = self.open.last().is_some_and(|open| closes(&open.kind, end));
        if fits {
            self.close();
        } else {
            self.ignored = self.ignored.saturating_sub(1);
        }
    }

    /// Hands the innermost open part to the one around it.
    fn close(&mut self) {
        let Some(mut done) = self.open.pop() else { return };
        let inlines = std::mem::take(&mut done.inlines);
        match done.kind.clone() {
            Kind::Root => self.open.push(done),
            Kind::Heading(level) => self.block(Block::Heading(level, inlines)),
            Kind::Paragraph if inlines.is_empty() => {}
            Kind::Paragraph => self.block(Block::Paragraph(inlines)),
            Kind::Quote => {
                done.inlines = inlines;
                self.block(Block::Quote(done.into_blocks()));
            }
            Kind::List(first) => self.block(Block::List(first, done.items)),
            Kind::Item => {
                done.inlines = inlines;
                let blocks = done.into_blocks();
                if let Some(list) = self.open.last_mut() {
                    // An item whose list was too deep to follow goes on in what is around it.
                    if matches!(list.kind, Kind::List(_)) {
                        list.items.push(blocks);
                    } else {
                        list.blocks.extend(blocks);
                    }
                }
            }
            Kind::Code(language) => self.block(Block::Code(language, plain(&inlines))),
            Kind::Table => self.block(Block::Table(done.rows)),
            Kind::Row => self.around(|table| table.rows.push(done.cells)),
            Kind::Cell => self.around(|row| row.cells.push(inlines)),
            Kind::Strong => self.inline(Inline::Strong(inlines)),
            Kind::Emphasis => self.inline(Inline::Emphasis(inlines)),
            Kind::Struck => self.inline(Inline::Struck(inlines)),
            Kind::Link(Some(address)) => self.inline(Inline::Link(address, inlines)),
            Kind::Link(None) => inlines.into_iter().for_each(|it| self.inline(it)),
        }
    }

    fn around(&mut self, put: impl FnOnce(&mut Open)) {
        if let Some(open) = self.open.last_mut() {
            put(open);
        }
    }

    fn block(&mut self, block: Block) {
        self.around(|open| {
            open.settle();
            open.blocks.push(block);
        });
    }

    fn inline(&mut self, inline: Inline) {
        self.around(|open| open.inlines.push(inline));
    }

    fn text(&mut self, text: &str) {
        self.around(|open| match open.inlines.last_mut() {
            Some(Inline::Text(before)) => before.push_str(text),
            _ => open.inlines.push(Inline::Text(text.to_owned())),
        });
    }

    /// A heading is at most one level below the one before it, so that the outline has no holes.
    fn outline(&mut self, level: HeadingLevel) -> u8 {
        self.level = (level as u8).min(self.level + 1);
        self.level
    }
}

fn closes(kind: &Kind, end: TagEnd) -> bool {
    matches!(
        (kind, end),
        (Kind::Heading(_), TagEnd::Heading(_))
            | (Kind::Paragraph, TagEnd::Paragraph | TagEnd::HtmlBlock)
            | (Kind::Quote, TagEnd::BlockQuote(_))
            | (Kind::List(_), TagEnd::List(_))
            | (Kind::Item, TagEnd::Item)
            | (Kind::Code(_), TagEnd::CodeBlock)
            | (Kind::Table, TagEnd::Table)
            | (Kind::Row, TagEnd::TableHead | TagEnd::TableRow)
            | (Kind::Cell, TagEnd::TableCell)
            | (Kind::Strong, TagEnd::Strong)
            | (Kind::Emphasis, TagEnd::Emphasis)
            | (Kind::Struck, TagEnd::Strikethrough)
            | (Kind::Link(_), TagEnd::Link)
    )
}

/// The words alone.
pub(crate) fn plain(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Break => "\n".into(),
        Inline::Strong(inside) | Inline::Emphasis(inside) | Inline::Struck(inside) => plain(inside),
        Inline::Link(_, inside) => plain(inside),
    });
    words.collect()
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
