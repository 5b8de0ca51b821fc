//! The IAM actions that operations need.

use opsmith_models::{Model, Operation};

/// What `tools/actions` wrote.
const ACTIONS: &str = include_str!("../../data/actions.txt");

/// What an operation needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Needed {
    /// The actions that AWS documents.
    Actions(Vec<String>),
    /// AWS documents no action for it: this one is called like the operation.
    Guess(String),
    Nothing,
}

/// The actions for an operation of a service; the operation need not be in its model.
pub(crate) fn needed(model: Model<'_>, name: &str) -> Needed {
    if model
        .operation(name)
        .is_some_and(|operation: Operation<'_>| operation.no_auth())
    {
        return Needed::Nothing;
    }
    let service = model.service();
    let section = section(service.id);
    let prefix = section.map_or(service.signing_name, |(prefix, _)| prefix);
    let own = format!("{prefix}:{name}");
    if model.operation(name).is_none() {
        return Needed::Guess(own);
    }
    let lines = section.map_or("", |(_, lines)| lines).lines();
    let found = lines
        .map(|line| line.split(' ').collect::<Vec<&str>>())
        .find(|words| words.get(1) == Some(&name));
    match found.as_deref() {
        Some(["=", _, actions @ ..]) => {
            Needed::Actions(actions.iter().map(|&action| action.to_owned()).collect())
        }
        Some(["-", ..]) => Needed::Nothing,
        Some(_) => Needed::Guess(own),
        None => Needed::Actions(vec![own]),
    }
}

/// The prefix and the operations of a service that is in the list.
fn section(id: &str) -> Option<(&'static str, &'static str)> {
    let start = ACTIONS.match_indices('\n').find_map(|(at, _)| {
        let line = &ACTIONS[at + 1..];
        line.strip_prefix(id)?.strip_prefix(' ')
    })?;
    let (prefix, rest) = start.split_once('\n')?;
    let is_entry = |line: &&str| line.starts_with(['=', '?', '-']);
    let length = rest
        .split_inclusive('\n')
        .take_while(is_entry)
        .map(str::len)
        .sum();
    Some((prefix, &rest[..length]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needed_by(service: &str, operation: &str) -> Needed {
        needed(opsmith_models::service(service).unwrap(), operation)
    }

    /// As AWS's Service Authorization Reference has them.
    #[test]
    fn actions_are_those_that_aws_documents() {
        for (service, operation, actions) in [
            ("ivschat", "CreateRoom", "ivschat:CreateRoom"),
            ("chime", "ListRooms", "chime:ListRooms"),
            ("dynamodb", "PutItem", "dynamodb:PutItem"),
            ("dynamodb", "TransactGetItems", "dynamodb:GetItem"),
            (
                "dynamodb",
                "TransactWriteItems",
                "dynamodb:ConditionCheckItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem",
            ),
            ("sqs", "SendMessage", "sqs:SendMessage"),
            ("sqs", "SendMessageBatch", "sqs:SendMessage"),
            ("sqs", "DeleteMessageBatch", "sqs:DeleteMessage"),
            ("sns", "PublishBatch", "sns:Publish"),
            (
                "secretsmanager",
                "GetSecretValue",
                "secretsmanager:GetSecretValue",
            ),
            ("kms", "Decrypt", "kms:Decrypt"),
            ("kms", "ReEncrypt", "kms:ReEncryptFrom kms:ReEncryptTo"),
            ("lambda", "Invoke", "lambda:InvokeFunction"),
            (
                "lambda",
                "InvokeWithResponseStream",
                "lambda:InvokeFunction",
            ),
            ("s3", "GetObject", "s3:GetObject"),
            ("s3", "HeadObject", "s3:GetObject"),
            ("s3", "ListObjectsV2", "s3:ListBucket"),
            ("s3", "ListBuckets", "s3:ListAllMyBuckets"),
            ("s3", "UploadPart", "s3:PutObject"),
            ("s3", "CopyObject", "s3:GetObject s3:PutObject"),
            ("s3", "DeleteBucketCors", "s3:PutBucketCORS"),
            ("sesv2", "SendEmail", "ses:SendEmail"),
            ("cloudwatch", "PutMetricData", "cloudwatch:PutMetricData"),
            ("iot-data", "Publish", "iot:Publish"),
            ("apigateway", "GetRestApis", "apigateway:GET"),
            (
                "apigatewaymanagementapi",
                "PostToConnection",
                "execute-api:ManageConnections",
            ),
            ("bedrock-runtime", "Converse", "bedrock:InvokeModel"),
            (
                "resourcegroupstaggingapi",
                "GetResources",
                "tag:GetResources",
            ),
            ("stepfunctions", "StartExecution", "states:StartExecution"),
            ("opensearch", "DescribeDomain", "es:DescribeDomain"),
            ("budgets", "CreateBudget", "budgets:ModifyBudget"),
            ("keyspaces", "CreateTable", "cassandra:Create"),
        ] {
            let Needed::Actions(found) = needed_by(service, operation) else {
                panic!("{service} {operation} is known");
            };
            assert_eq!(found.join(" "), actions, "{service} {operation}");
        }
    }

    #[test]
    fn what_aws_does_not_document_is_a_guess() {
        let guess = |text: &str| Needed::Guess(text.to_owned());
        assert_eq!(
            needed_by("secretsmanager", "ListResourcePolicies"),
            guess("secretsmanager:ListResourcePolicies")
        );
        assert_eq!(
            needed_by("ivschat", "ArchiveRoom"),
            guess("ivschat:ArchiveRoom")
        );
        assert_eq!(needed_by("sts", "GetCallerIdentity"), Needed::Nothing);
        assert_eq!(
            needed_by("cognito-idp", "SignUp"),
            Needed::Nothing,
            "it is not signed"
        );
    }

    #[test]
    fn the_list_is_of_these_models() {
        let first = ACTIONS.lines().next().unwrap();
        assert!(
            first.ends_with(&format!(
                "for the models of botocore {}.",
                opsmith_models::BOTOCORE
            )),
            "run tools/actions/generate.py: {first}"
        );
    }
}
