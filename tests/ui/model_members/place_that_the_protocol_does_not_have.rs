use std::collections::BTreeMap;

use opsmith::{Client, operation, output};

#[operation(service = "dynamodb", output = ListTablesOutput)]
pub struct ListTables {
    #[op(query)]
    pub exclusive_start_table_name: Option<String>,
    #[op(header = "X-Limit")]
    pub limit: Option<i32>,
}

#[output(service = "dynamodb")]
pub struct ListTablesOutput {
    #[op(header = "X-Tables")]
    pub table_names: Option<Vec<String>>,
    #[op(status)]
    pub last_evaluated_table_name: Option<String>,
}

#[operation(service = "kms")]
pub struct DescribeKey {
    #[op(label)]
    pub key_id: String,
    #[op(query = "tokens")]
    pub grant_tokens: Option<Vec<String>>,
}

#[operation(service = "eventbridgev2")]
pub struct ListEventBuses {
    #[op(query = "MaxResults")]
    pub max_results: Option<i32>,
}

#[operation(service = "sts")]
pub struct GetAccessKeyInfo {
    #[op(query)]
    pub access_key_id: String,
}

#[operation(service = "ec2")]
pub struct DescribeRegions {
    #[op(query_map)]
    pub region_names: Option<BTreeMap<String, String>>,
    #[op(payload)]
    pub all_regions: Option<bool>,
}

fn main() {
    let _ = async |client: &Client| {
        let tables = ListTables::new().limit(1).send(client).await.unwrap();
        drop(tables.table_names);
        DescribeKey::new("k").send(client).await.unwrap();
        ListEventBuses::new().max_results(1).send(client).await.unwrap();
        GetAccessKeyInfo::new("a").send(client).await.unwrap();
        DescribeRegions::new().all_regions(true).send(client).await
    };
}
