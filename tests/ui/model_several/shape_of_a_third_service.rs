use opsmith::{output, shape};

#[output(service = "chime-sdk-voice")]
pub struct ListTagsForResourceResponse {
    pub tags: Option<Vec<Tag>>,
}

#[output(service = ["chime-sdk-meetings", "chime-sdk-identity"], operation = "ListTagsForResource")]
pub struct Tags {
    pub tags: Option<Vec<Tag>>,
}

#[shape(service = ["chime-sdk-identity", "chime-sdk-meetings"])]
pub struct Tag {
    pub key: String,
    pub value: String,
}

fn main() {
    let _ = |output: ListTagsForResourceResponse, tags: Tags| (output.tags, tags.tags);
}
