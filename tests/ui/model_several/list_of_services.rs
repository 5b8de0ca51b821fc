use opsmith::shape;

#[shape(service = [])]
pub struct Tag {
    pub key: Option<String>,
}

#[shape(service = ["chime-sdk-voice", "chime-sdk-voice"], name = "Tag")]
pub struct Tag2 {
    pub key: String,
}

#[shape(service = ["chime-sdk-voice", ivschat], name = "Tag")]
pub struct Tag3 {
    pub key: String,
}

#[shape(service = ["chime-sdk-voice", "ivs-chat"], name = "Tag")]
pub struct Tag4 {
    pub key: String,
}

fn main() {
    let _ = (Tag::new(), Tag2::new("k"), Tag3::new("k"), Tag4::new("k"));
}
