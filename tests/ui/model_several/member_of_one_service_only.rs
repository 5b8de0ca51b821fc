use opsmith::{Client, operation, output, shape};

#[operation(service = "models/bills.model", output = GetBillOutput)]
pub struct GetBill {
    pub bill_id: String,
}

#[output(service = "models/bills.model")]
pub struct GetBillOutput {
    pub tags: Option<Vec<Tag>>,
}

#[shape(service = ["models/bills.model", "models/stock.model"])]
pub struct Tag {
    pub key: Option<String>,
    pub value: Option<String>,
    pub weight: Option<i32>,
    pub kye: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        let output = GetBill::new("b").send(client).await?;
        let tag = Tag::new().key("k").value("v").weight(1).kye("k");
        Ok::<_, opsmith::Error>((output.tags, tag))
    };
}
