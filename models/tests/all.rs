//! Every service, every operation, every shape.

use opsmith_models::{Kind, Model, Type, service, services};

struct Counts {
    operations: usize,
    structures: usize,
    enums: usize,
    members: usize,
    errors_named: usize,
}

fn models() -> impl Iterator<Item = (&'static str, Model<'static>)> {
    services().iter().map(|id| {
        let model = service(id).unwrap_or_else(|| panic!("{id} has no model"));
        (*id, model)
    })
}

fn resolve(model: Model<'static>, ty: Type<'static>, place: &dyn Fn() -> String) {
    match ty.kind {
        Kind::List(element) | Kind::Set(element) => resolve(model, element.ty(), place),
        Kind::Map { key, value } => {
            resolve(model, key.ty(), place);
            resolve(model, value.ty(), place);
        }
        kind => {
            if let Some(name) = kind.shape() {
                assert!(model.shape(name).is_some(), "{}: no {name}", place());
            }
        }
    }
}

#[test]
fn every_operation_resolves_with_its_input_output_and_errors() {
    let mut counts = Counts {
        operations: 0,
        structures: 0,
        enums: 0,
        members: 0,
        errors_named: 0,
    };
    for (id, model) in models() {
        assert_eq!(model.service().id, id);
        let names: Vec<&str> = model.operation_names().collect();
        assert_eq!(
            names.len(),
            model.operations().count(),
            "{id}: an operation does not parse"
        );
        for name in names {
            let operation = model
                .operation(name)
                .unwrap_or_else(|| panic!("{id}: {name}"));
            assert_eq!(operation.name, name);
            counts.operations += 1;
            for root in [operation.input, operation.output].into_iter().flatten() {
                let shape = model.shape(root.shape);
                assert!(shape.is_some(), "{id}: {name} has no {}", root.shape);
            }
            for error in operation.errors() {
                let shape = model.shape(error).and_then(|shape| shape.error());
                assert!(shape.is_some(), "{id}: {name} has no {error}");
                counts.errors_named += 1;
            }
        }
        for shape in model.shapes() {
            assert_eq!(model.shape(shape.name), Some(shape));
            counts.enums += usize::from(shape.values().next().is_some());
            counts.structures += usize::from(shape.values().next().is_none());
            for member in shape.members() {
                counts.members += 1;
                resolve(model, member.ty, &|| {
                    format!("{id}.{}.{}", shape.name, member.name)
                });
            }
        }
    }
    // What botocore 1.44.5 has, counted there. (Of 71,846 structures 90 are documents.)
    assert_eq!(services().len(), 439);
    assert_eq!(counts.operations, 19_796);
    assert_eq!(counts.structures, 71_756);
    assert_eq!(counts.enums, 11_859);
    assert_eq!(counts.members, 239_798);
    assert!(counts.errors_named > 90_000, "{}", counts.errors_named);
}

#[test]
fn every_text_passes_the_check_for_texts_of_ones_own() {
    for id in services() {
        let path = format!("{}/data/{id}.model", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let model = Model::from_bytes(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(Some(model), service(id), "{path} is not what was built in");
    }
}

#[test]
fn no_shape_has_two_members_with_the_same_words() {
    let mut words: Vec<String> = Vec::new();
    for (id, model) in models() {
        for shape in model.shapes() {
            words.clear();
            words.extend(shape.members().map(|member| {
                member
                    .name
                    .chars()
                    .filter(|c| !matches!(c, '_' | '-' | '.'))
                    .flat_map(char::to_lowercase)
                    .collect::<String>()
            }));
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count, "{id}.{}", shape.name);
        }
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    assert!(service("chimes").is_none());
    assert!(service("").is_none());
    let chime = service("chime").unwrap_or_else(|| panic!("chime"));
    for name in [
        "",
        "createroom",
        "CreateRoo",
        "CreateRooms",
        "CreateRoom()",
        "~",
        "CreateRoomRequest",
        "#",
    ] {
        assert!(chime.operation(name).is_none(), "{name}");
    }
    for name in [
        "",
        "room",
        "Room ",
        "Rooms",
        "CreateRoom",
        "CreateRoom()",
        "~",
    ] {
        assert!(chime.shape(name).is_none(), "{name}");
    }
}
