"""Operations whose IAM action is not called as they are.

The source is AWS's Service Authorization Reference, on the page of each service and in the section "Actions" of the
operation's own page in its API reference:
https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
`generate.py` stops if an action in here is not one of AWS's.
"""

# Services whose actions do not begin with the name that requests are signed with.
PREFIXES = {
    "applicationcostprofiler": "application-cost-profiler",
    "cloudcontrol": "cloudformation",
    "cloudwatch": "cloudwatch",
    "iot-data": "iot",
    "iot-jobs-data": "iotjobsdata",
    "iotsecuretunneling": "iot",
    "mturk": "mechanicalturk",
    "partnercentral-account": "partnercentral",
    "partnercentral-benefits": "partnercentral",
    "partnercentral-channel": "partnercentral",
    "partnercentral-selling": "partnercentral",
    "resourcegroupstaggingapi": "tag",
}

# Services whose actions are HTTP methods, except for those that have one of their own.
BY_METHOD = {"apigateway", "apigatewayv2"}

# Operations that need no permission at all.
FREE = {"sts GetCallerIdentity", "sts GetSessionToken"}

SEES, CHANGES = ["budgets:ViewBudget"], ["budgets:ModifyBudget"]
PARTIQL = [f"dynamodb:PartiQL{verb}" for verb in ("Select", "Insert", "Update", "Delete")]
UPLOADS = ["s3:PutObject"]


def configuration(name: str, action: str) -> dict[str, list[str]]:
    """A part of a bucket's configuration: to delete it is to put it."""
    puts = {f"{verb}{name}": [f"s3:Put{action}"] for verb in ("Put", "Delete")}
    return {f"Get{name}": [f"s3:Get{action}"], **puts}


ACTIONS: dict[str, dict[str, list[str]]] = {
    "apigatewaymanagementapi": {
        name: ["execute-api:ManageConnections"] for name in ("PostToConnection", "GetConnection", "DeleteConnection")
    },
    "bedrock-runtime": {
        "Converse": ["bedrock:InvokeModel"],
        "ConverseStream": ["bedrock:InvokeModelWithResponseStream"],
        "StartAsyncInvoke": ["bedrock:InvokeModel"],
    },
    "budgets": {
        **{
            name: CHANGES
            for name in (
                "CreateBudget", "CreateNotification", "CreateSubscriber", "DeleteBudget", "DeleteNotification",
                "DeleteSubscriber", "UpdateBudget", "UpdateNotification", "UpdateSubscriber",
            )
        },
        **{
            name: SEES
            for name in (
                "DescribeBudget", "DescribeBudgetNotificationsForAccount", "DescribeBudgetPerformanceHistory",
                "DescribeBudgets", "DescribeNotificationsForBudget", "DescribeSubscribersForNotification",
            )
        },
    },
    "cloudsearchdomain": {
        "Search": ["cloudsearch:search"],
        "Suggest": ["cloudsearch:suggest"],
        "UploadDocuments": ["cloudsearch:document"],
    },
    "detective": {"ListOrganizationAdminAccounts": ["detective:ListOrganizationAdminAccount"]},
    "dynamodb": {
        "BatchExecuteStatement": PARTIQL,
        "ExecuteStatement": PARTIQL,
        "ExecuteTransaction": PARTIQL,
        "TransactGetItems": ["dynamodb:GetItem"],
        "TransactWriteItems": [
            "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem",
        ],
    },
    "keyspaces": {
        "CreateKeyspace": ["cassandra:Create"],
        "CreateTable": ["cassandra:Create"],
        "CreateType": ["cassandra:Create"],
        "DeleteKeyspace": ["cassandra:Drop"],
        "DeleteTable": ["cassandra:Drop"],
        "DeleteType": ["cassandra:Drop"],
        "GetKeyspace": ["cassandra:Select"],
        "GetTable": ["cassandra:Select"],
        "GetTableAutoScalingSettings": ["cassandra:Select"],
        "GetType": ["cassandra:Select"],
        "ListKeyspaces": ["cassandra:Select"],
        "ListTables": ["cassandra:Select"],
        "ListTagsForResource": ["cassandra:Select"],
        "ListTypes": ["cassandra:Select"],
        "RestoreTable": ["cassandra:Restore"],
        "UpdateKeyspace": ["cassandra:Alter"],
        "UpdateTable": ["cassandra:Alter"],
    },
    "kms": {"ReEncrypt": ["kms:ReEncryptFrom", "kms:ReEncryptTo"]},
    "lambda": {
        "GetLayerVersionByArn": ["lambda:GetLayerVersion"],
        "Invoke": ["lambda:InvokeFunction"],
        "InvokeWithResponseStream": ["lambda:InvokeFunction"],
    },
    "s3": {
        "CompleteMultipartUpload": UPLOADS,
        "CopyObject": ["s3:GetObject", "s3:PutObject"],
        "CreateMultipartUpload": UPLOADS,
        "CreateSession": ["s3express:CreateSession"],
        "DeleteBucketTagging": ["s3:PutBucketTagging"],
        "DeleteObjects": ["s3:DeleteObject"],
        "GetBucketAccelerateConfiguration": ["s3:GetAccelerateConfiguration"],
        "GetBucketNotificationConfiguration": ["s3:GetBucketNotification"],
        "GetObjectLockConfiguration": ["s3:GetBucketObjectLockConfiguration"],
        "HeadBucket": ["s3:ListBucket"],
        "HeadObject": ["s3:GetObject"],
        "ListBuckets": ["s3:ListAllMyBuckets"],
        "ListDirectoryBuckets": ["s3express:ListAllMyDirectoryBuckets"],
        "ListMultipartUploads": ["s3:ListBucketMultipartUploads"],
        "ListObjectVersions": ["s3:ListBucketVersions"],
        "ListObjects": ["s3:ListBucket"],
        "ListObjectsV2": ["s3:ListBucket"],
        "ListParts": ["s3:ListMultipartUploadParts"],
        "PutBucketAccelerateConfiguration": ["s3:PutAccelerateConfiguration"],
        "PutBucketNotificationConfiguration": ["s3:PutBucketNotification"],
        "PutObjectLockConfiguration": ["s3:PutBucketObjectLockConfiguration"],
        "SelectObjectContent": ["s3:GetObject"],
        "UploadPart": UPLOADS,
        "UploadPartCopy": ["s3:GetObject", "s3:PutObject"],
        "WriteGetObjectResponse": ["s3-object-lambda:WriteGetObjectResponse"],
        "DeleteBucketLifecycle": ["s3:PutLifecycleConfiguration"],
        "GetBucketLifecycle": ["s3:GetLifecycleConfiguration"],
        "GetBucketLifecycleConfiguration": ["s3:GetLifecycleConfiguration"],
        "PutBucketLifecycle": ["s3:PutLifecycleConfiguration"],
        "PutBucketLifecycleConfiguration": ["s3:PutLifecycleConfiguration"],
        "DeleteBucketOwnershipControls": ["s3:PutBucketOwnershipControls"],
        **configuration("BucketAnalyticsConfiguration", "AnalyticsConfiguration"),
        "ListBucketAnalyticsConfigurations": ["s3:GetAnalyticsConfiguration"],
        **configuration("BucketCors", "BucketCORS"),
        **configuration("BucketEncryption", "EncryptionConfiguration"),
        **configuration("BucketIntelligentTieringConfiguration", "IntelligentTieringConfiguration"),
        "ListBucketIntelligentTieringConfigurations": ["s3:GetIntelligentTieringConfiguration"],
        **configuration("BucketInventoryConfiguration", "InventoryConfiguration"),
        "ListBucketInventoryConfigurations": ["s3:GetInventoryConfiguration"],
        **configuration("BucketMetricsConfiguration", "MetricsConfiguration"),
        "ListBucketMetricsConfigurations": ["s3:GetMetricsConfiguration"],
        **configuration("BucketReplication", "ReplicationConfiguration"),
        **configuration("PublicAccessBlock", "BucketPublicAccessBlock"),
    },
    "sns": {"PublishBatch": ["sns:Publish"]},
    "sqs": {
        "ChangeMessageVisibilityBatch": ["sqs:ChangeMessageVisibility"],
        "DeleteMessageBatch": ["sqs:DeleteMessage"],
        "SendMessageBatch": ["sqs:SendMessage"],
    },
    "timestream-query": {"Query": ["timestream:Select"]},
}
