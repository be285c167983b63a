use super::*;

fn document() -> Value {
    json!({"components": {"schemas": {
        "Choice": {"type": "string", "enum": ["for", "against"], "description": "What is chosen."},
        "Part": {"type": "object", "required": ["amount"], "properties": {
            "amount": {"type": "string", "description": "More than zero."},
            "memo": {"type": ["string", "null"]}
        }},
        "Body": {"type": "object", "required": ["parts", "choice"], "properties": {
            "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
            "choice": {"$ref": "#/components/schemas/Choice"},
            "next": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Body"}]}
        }},
        "Either": {"oneOf": [
            {"type": "object", "required": ["type"], "properties": {"type": {"type": "string", "enum": ["one"]}, "a": {"type": "string"}}},
            {"type": "object", "properties": {"type": {"type": "string", "enum": ["two"]}, "b": {"type": "boolean"}}}
        ]}
    }}})
}

fn body(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

#[test]
fn types_are_told_in_words() {
    let (document, none) = (document(), Map::new());
    let types = Types::of(&document, &none);
    let fields = types.fields(&body("Body"));
    let found = |name: &str| fields.iter().find(|it| it.name == name).cloned().unwrap_or_default();
    assert_eq!(found("choice").kind, "one of for, against");
    assert_eq!(found("choice").note, "What is chosen.");
    assert_eq!(found("parts").kind, "list of objects");
    assert!(found("parts.amount").is_required && !found("parts.memo").is_required);
    assert_eq!(found("parts.memo").kind, "string or null");
}

#[test]
fn a_type_that_holds_itself_ends() {
    let (document, none) = (document(), Map::new());
    let types = Types::of(&document, &none);
    assert!(types.fields(&body("Body")).len() <= FIELDS_MAX);
    assert!(types.sample(&body("Body"), false)["next"]["next"].is_object());
}

#[test]
fn samples_have_what_is_needed() {
    let (document, none) = (document(), Map::new());
    let types = Types::of(&document, &none);
    let sample = types.sample(&body("Body"), true);
    assert_eq!(sample, json!({"choice": "for", "parts": [{"amount": "1.00000000"}]}));
    assert_eq!(types.sample(&body("Either"), false), json!({"type": "one", "a": "…"}));
}

#[test]
fn each_form_of_a_type_stands_under_its_word() {
    let (document, none) = (document(), Map::new());
    let types = Types::of(&document, &none);
    let names: Vec<_> = types.fields(&body("Either")).into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["(type: one).a", "(type: one).type", "(type: two).b", "(type: two).type"]);
}
