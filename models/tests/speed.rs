//! Finding an operation with its input and output costs the same however large the service is.

use std::hint::black_box;
use std::time::{Duration, Instant};

use opsmith_models::{Model, service, services};

/// What a macro asks first of all.
fn find(model: Model<'static>, name: &str) {
    let operation = model
        .operation(name)
        .unwrap_or_else(|| panic!("no operation {name}"));
    for root in [operation.input, operation.output].into_iter().flatten() {
        black_box(model.shape(root.shape));
    }
    black_box(operation);
}

/// The least of several times: what else runs on the machine only adds to it.
fn least(mut run: impl FnMut()) -> Duration {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..10).map(time).min().unwrap_or_default()
}

#[test]
fn an_operation_is_found_without_reading_the_rest() {
    let ec2 = service("ec2").unwrap_or_else(|| panic!("ec2"));
    let names: Vec<&str> = ec2.operation_names().collect();
    let found = least(|| names.iter().for_each(|name| find(ec2, name)))
        / u32::try_from(names.len()).unwrap_or(1);
    let scanned = least(|| {
        black_box(ec2.operation_names().count());
    });
    assert!(
        found * 10 < scanned,
        "an operation of EC2 is found in {found:?}, and all names are read in {scanned:?}"
    );
}

/// `cargo test -p opsmith-models --test speed -- --ignored --nocapture`, on a machine that does nothing else.
#[test]
#[ignore = "measures; its limits hold on an idle machine"]
fn the_time_for_each_operation_of_each_service() {
    let mut first = Vec::new();
    let mut warm = Vec::new();
    let mut whole = Vec::new();
    for id in services() {
        let start = Instant::now();
        let model = service(id).unwrap_or_else(|| panic!("{id}"));
        let some = model.operation_names().next().unwrap_or_default();
        first.push((start.elapsed(), *id, some));
        let start = Instant::now();
        find(service(id).unwrap_or(model), some);
        let last = first.len() - 1;
        first[last].0 = start.elapsed();
        for name in model.operation_names() {
            let start = Instant::now();
            find(service(id).unwrap_or(model), name);
            warm.push((start.elapsed(), *id, name));
            let start = Instant::now();
            let operation = model.operation(name);
            for root in operation
                .iter()
                .flat_map(|operation| [operation.input, operation.output])
                .flatten()
            {
                let shape = model.shape(root.shape);
                black_box(
                    shape
                        .iter()
                        .flat_map(opsmith_models::Shape::members)
                        .count(),
                );
            }
            whole.push((start.elapsed(), *id, name));
        }
    }
    let shown = |what: &str, times: &mut Vec<(Duration, &str, &str)>| {
        times.sort();
        let (worst, id, name) = times[times.len() - 1];
        let p99 = times[times.len() * 99 / 100].0;
        println!(
            "{what}: median {:?}, 99th percentile {p99:?}, worst {worst:?} ({id} {name})",
            times[times.len() / 2].0
        );
        p99
    };
    let first = shown("the first of each service", &mut first);
    let warm = shown("an operation, its input and its output", &mut warm);
    shown("the same with all members", &mut whole);
    assert!(warm < Duration::from_micros(25), "{warm:?}");
    assert!(first < Duration::from_micros(150), "{first:?}");
}
