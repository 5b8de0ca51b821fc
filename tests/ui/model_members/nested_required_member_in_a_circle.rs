use opsmith::{Client, operation, shape};

#[operation(service = "wafv2")]
pub struct CheckCapacity {
    pub scope: String,
    pub rules: Vec<Rule>,
}

#[shape(service = "wafv2")]
pub struct Rule {
    pub name: String,
    pub priority: i32,
    pub statement: Statement,
    pub visibility_config: VisibilityConfig,
}

#[shape(service = "wafv2")]
pub struct VisibilityConfig {
    pub sampled_requests_enabled: bool,
    pub cloud_watch_metrics_enabled: bool,
    pub metric_name: String,
}

#[shape(service = "wafv2")]
pub struct Statement {
    pub label_match_statement: Option<LabelMatchStatement>,
    pub not_statement: Option<NotStatement>,
}

#[shape(service = "wafv2")]
pub struct NotStatement {
    pub statement: Box<Statement>,
}

#[shape(service = "wafv2")]
pub struct LabelMatchStatement {
    pub key: String,
}

fn main() {
    let _ = async |client: &Client| {
        let found = Statement::new().label_match_statement(LabelMatchStatement::new("k"));
        let not = Statement::new().not_statement(NotStatement::new(Box::new(found)));
        let rule = Rule::new("n", 1, not, VisibilityConfig::new(true, true, "m"));
        CheckCapacity::new("REGIONAL", vec![rule]).send(client).await
    };
}
