//! The required members of nested structures: those of requests must be declared, those of responses need not.

use bytes::Bytes;
use opsmith::testing::FakeService;
use opsmith::{Document, operation, output, shape};

/// The structures contain each other.
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
    pub visibility_config: Document,
}

#[shape(service = "wafv2")]
#[derive(PartialEq)]
pub struct Statement {
    #[op(rename = "AndStatement")]
    pub and: Option<AndStatement>,
    #[op(rename = "NotStatement")]
    pub not: Option<NotStatement>,
    #[op(rename = "LabelMatchStatement")]
    pub label: Option<LabelMatchStatement>,
}

#[shape(service = "wafv2")]
#[derive(PartialEq)]
pub struct AndStatement {
    pub statements: Vec<Statement>,
}

#[shape(service = "wafv2")]
#[derive(PartialEq)]
pub struct NotStatement {
    pub statement: Box<Statement>,
}

#[shape(service = "wafv2")]
#[derive(PartialEq)]
pub struct LabelMatchStatement {
    pub scope: String,
    pub key: String,
}

/// What is read may be a part of what AWS always returns.
#[operation(service = "wafv2", output = GetRuleGroupResponse)]
pub struct GetRuleGroup {
    pub name: Option<String>,
}

#[output(service = "wafv2")]
pub struct GetRuleGroupResponse {
    pub rule_group: Option<RuleGroup>,
}

#[shape(service = "wafv2")]
pub struct RuleGroup {
    #[op(default)]
    pub rules: Vec<RuleName>,
}

#[shape(service = "wafv2", name = "Rule")]
pub struct RuleName {
    pub name: Option<String>,
}

#[tokio::test]
async fn structures_that_contain_themselves_are_sent() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<CheckCapacity>(|_| http::Response::new(Bytes::from_static(b"{}")));
    let label = Statement::new().label(LabelMatchStatement::new("LABEL", "k"));
    let not = Statement::new().not(NotStatement::new(Box::new(label)));
    let all = Statement::new().and(AndStatement::new(vec![not]));
    let rule = Rule::new("n", 1, all, Document::default());
    let call = CheckCapacity::new("REGIONAL", vec![rule]);
    call.send(&fake.client()).await.unwrap();
    let body: serde_json::Value = serde_json::from_slice(fake.requests()[0].body()).unwrap();
    let inner = &body["Rules"][0]["Statement"]["AndStatement"]["Statements"][0]["NotStatement"];
    assert_eq!(inner["Statement"]["LabelMatchStatement"]["Key"], "k");
}

#[tokio::test]
async fn a_response_may_be_declared_without_required_members() {
    let fake = FakeService::start().await.unwrap();
    let body = br#"{"RuleGroup":{"Name":"g","Rules":[{"Name":"r","Priority":1}]}}"#;
    fake.on_raw::<GetRuleGroup>(|_| http::Response::new(Bytes::from_static(body)));
    let found = GetRuleGroup::new().send(&fake.client()).await.unwrap();
    let rules = found.rule_group.unwrap().rules;
    assert_eq!(rules[0].name.as_deref(), Some("r"));
}
