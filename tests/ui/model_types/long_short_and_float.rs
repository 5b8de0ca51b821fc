use opsmith::shape;

#[shape(service = "lambda")]
pub struct FunctionConfiguration {
    pub code_size: Option<i32>,
}

#[shape(service = "iot")]
pub struct MetricValue {
    pub count: Option<i32>,
    pub number: Option<f32>,
    pub numbers: Option<Vec<i64>>,
    pub ports: Option<Vec<String>>,
}

fn main() {
    let _ = |a: FunctionConfiguration, b: MetricValue| {
        (a.code_size, b.count, b.number, b.numbers, b.ports)
    };
}
