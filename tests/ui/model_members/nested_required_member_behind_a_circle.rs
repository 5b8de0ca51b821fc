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
    pub visibility_config: opsmith::Document,
}

#[shape(service = "wafv2")]
pub struct Statement {
    pub and_statement: Option<AndStatement>,
}

/// Another declaration of the same structure
#[shape(service = "wafv2", name = "Statement")]
pub struct Limited {
    pub rate_based_statement: RateBasedStatement,
}

#[shape(service = "wafv2")]
pub struct AndStatement {
    pub statements: Vec<Limited>,
}

#[shape(service = "wafv2")]
pub struct RateBasedStatement {
    pub limit: i64,
}

fn main() {
    let _ = async |client: &Client| {
        let limited = Limited::new(RateBasedStatement::new(10));
        let all = Statement::new().and_statement(AndStatement::new(vec![limited]));
        let rule = Rule::new("n", 1, all, opsmith::Document::default());
        CheckCapacity::new("REGIONAL", vec![rule]).send(client).await
    };
}
