use super::*;

fn text(words: &str) -> Inline {
    Inline::Text(words.into())
}

#[test]
fn what_people_write_becomes_a_tree() {
    let read = read("# A *new* price\n\nLess **is** more.\n\n1. one\n2. two\n\n---\n\n> so it was");
    let heading = vec![text("A "), Inline::Emphasis(vec![text("new")]), text(" price")];
    assert_eq!(read[0], Block::Heading(1, heading));
    let less = vec![text("Less "), Inline::Strong(vec![text("is")]), text(" more.")];
    assert_eq!(read[1], Block::Paragraph(less));
    let item = |words| vec![Block::Paragraph(vec![text(words)])];
    assert_eq!(read[2], Block::List(Some(1), vec![item("one"), item("two")]));
    assert_eq!(read[3], Block::Rule);
    assert_eq!(read[4], Block::Quote(vec![Block::Paragraph(vec![text("so it was")])]));
}

#[test]
fn tables_and_code_are_kept() {
    let table = read("| a | b |\n|---|---|\n| 1 | `2` |\n");
    let row = |cells: [Inline; 2]| cells.map(|it| vec![it]).to_vec();
    let code = Inline::Code("2".into());
    assert_eq!(table, [Block::Table(vec![row([text("a"), text("b")]), row([text("1"), code])])]);
    let code = read("```sh\ncurl <x>\n```");
    assert_eq!(code, [Block::Code("sh".into(), "curl <x>\n".into())]);
}

#[test]
fn nested_lists_keep_their_words() {
    let list = read("- one\n  - two\n- three");
    let inner = Block::List(None, vec![vec![Block::Paragraph(vec![text("two")])]]);
    let first = vec![Block::Paragraph(vec![text("one")]), inner];
    assert_eq!(list, [Block::List(None, vec![first, vec![Block::Paragraph(vec![text("three")])]])]);
}

#[test]
fn headings_never_skip_a_level() {
    let levels: Vec<u8> = read("### a\n\n# b\n\n#### c\n\n##### d")
        .iter()
        .map(|block| if let Block::Heading(level, _) = block { *level } else { 0 })
        .collect();
    assert_eq!(levels, [1, 1, 2, 3]);
}

/// Everything a tree would make of elements: names of tags and addresses.
fn addresses(blocks: &[Block]) -> Vec<String> {
    fn of_inlines(inlines: &[Inline], found: &mut Vec<String>) {
        for inline in inlines {
            match inline {
                Inline::Link(address, inside) => {
                    found.push(address.clone());
                    of_inlines(inside, found);
                }
                Inline::Strong(inside) | Inline::Emphasis(inside) | Inline::Struck(inside) => {
                    of_inlines(inside, found);
                }
                Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
            }
        }
    }
    let mut found = vec![];
    for block in blocks {
        match block {
            Block::Heading(_, inside) | Block::Paragraph(inside) => of_inlines(inside, &mut found),
            Block::Quote(inside) => found.extend(addresses(inside)),
            Block::List(_, items) => items.iter().for_each(|it| found.extend(addresses(it))),
            Block::Table(rows) => {
                rows.iter().flatten().for_each(|cell| of_inlines(cell, &mut found));
            }
            Block::Code(..) | Block::Rule => {}
        }
    }
    found
}

#[test]
fn hostile_addresses_lead_nowhere() {
    for hostile in [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "[x](file:///etc/passwd)",
        "[x](//evil.example/x)",
        "[x](/\\evil.example)",
        "[x](\\\\evil.example)",
        "[x](&#106;avascript:alert(1))",
        "<javascript:alert(1)>",
        "[x][1]\n\n[1]: javascript:alert(1)",
        "![x](https://evil.example/pixel.png)",
        "[x](blob:https://digigami.me/1)",
        "<evil@example.com>",
    ] {
        assert_eq!(addresses(&read(hostile)), Vec::<String>::new(), "{hostile}");
    }
}

#[test]
fn honest_addresses_lead_on() {
    for honest in [
        "https://example.com/a?b=c#d",
        "http://example.com",
        "/governance/7",
        "HTTPS://example.com",
    ] {
        assert_eq!(addresses(&read(&format!("[x]({honest})"))), [honest]);
    }
    assert_eq!(addresses(&read("<https://example.com>")), ["https://example.com"]);
}

#[test]
fn html_is_shown_as_it_was_typed() {
    for hostile in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<style>*{display:none}</style>",
        "<form action=https://evil.example><input></form>",
    ] {
        for source in [hostile.to_owned(), format!("before {hostile} after")] {
            let blocks = read(&source);
            let [Block::Paragraph(inlines)] = &blocks[..] else { panic!("{blocks:?}") };
            let shown = plain(inlines);
            assert_eq!(shown.trim_end(), source, "only text");
            assert!(inlines.iter().all(|it| matches!(it, Inline::Text(_))), "{inlines:?}");
        }
    }
}

#[test]
fn depth_and_length_are_bounded() {
    fn depth(blocks: &[Block]) -> usize {
        let inside = blocks.iter().map(|block| match block {
            Block::Quote(inside) => 1 + depth(inside),
            Block::List(_, items) => 1 + items.iter().map(|it| depth(it)).max().unwrap_or(0),
            _ => 0,
        });
        inside.max().unwrap_or(0)
    }
    let quotes = read(&format!("{} deep", ">".repeat(9_000)));
    assert!(depth(&quotes) <= DEPTH_MAX + 1, "{}", depth(&quotes));
    let lists = read(&(0..200).map(|n| format!("{}- deep\n", "  ".repeat(n))).collect::<String>());
    assert!(depth(&lists) <= DEPTH_MAX + 1, "{}", depth(&lists));
    // Stars in a row must neither take long nor go deep.
    assert!(!read(&"*a **b ".repeat(2_500)).is_empty());
    assert!(!read(&"[".repeat(10_000)).is_empty());
}
