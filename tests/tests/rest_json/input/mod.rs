//! What a call sends, one test per case.

mod body;
mod document;
mod empty;
mod endpoint;
mod header;
mod label;
mod payload;
mod query;
mod request;
mod timestamp;
mod union;

super::tests! { super::harness::Input:
    query {
        RestJsonAllQueryStringTypes
        RestJsonQueryStringMap
        RestJsonQueryStringEscaping
        RestJsonSupportsNaNFloatQueryValues
        RestJsonSupportsInfinityFloatQueryValues
        RestJsonSupportsNegativeInfinityFloatQueryValues
        RestJsonZeroAndFalseQueryValues
        RestJsonConstantAndVariableQueryStringMissingOneValue
        RestJsonConstantAndVariableQueryStringAllValues
        RestJsonConstantQueryString
        RestJsonOmitsNullQuery
        RestJsonSerializesEmptyQueryValue
        RestJsonOmitsEmptyListQueryValues
        RestJsonQueryIdempotencyTokenAutoFill
        RestJsonQueryIdempotencyTokenAutoFillIsSet
        RestJsonQueryParamsStringListMap
        RestJsonQueryPrecedence
    }
    label {
        RestJsonSupportsNaNFloatLabels
        RestJsonSupportsInfinityFloatLabels
        RestJsonSupportsNegativeInfinityFloatLabels
        RestJsonHttpRequestWithGreedyLabelInPath
        RestJsonInputWithHeadersAndAllParams
        RestJsonHttpRequestLabelEscaping
        RestJsonHttpRequestWithLabelsAndTimestampFormat
        RestJsonToleratesRegexCharsInSegments
    }
    header {
        RestJsonHttpPrefixHeadersArePresent
        RestJsonHttpPrefixHeadersAreNotPresent
        RestJsonHttpPrefixEmptyHeaders
        RestJsonInputAndOutputWithStringHeaders
        RestJsonInputAndOutputWithQuotedStringHeaders
        RestJsonInputAndOutputWithNumericHeaders
        RestJsonInputAndOutputWithBooleanHeaders
        RestJsonInputAndOutputWithTimestampHeaders
        RestJsonInputAndOutputWithEnumHeaders
        RestJsonInputAndOutputWithIntEnumHeaders
        RestJsonSupportsNaNFloatHeaderInputs
        RestJsonSupportsInfinityFloatHeaderInputs
        RestJsonSupportsNegativeInfinityFloatHeaderInputs
        MediaTypeHeaderInputBase64
        RestJsonNullAndEmptyHeaders
        RestJsonTimestampFormatHeaders
    }
    body {
        RestJsonSimpleScalarProperties
        RestJsonDoesntSerializeNullStructureValues
        RestJsonSupportsNaNFloatInputs
        RestJsonSupportsInfinityFloatInputs
        RestJsonSupportsNegativeInfinityFloatInputs
        RestJsonJsonBlobs
        RestJsonJsonEnums
        RestJsonJsonIntEnums
        RestJsonLists
        RestJsonListsEmpty
        RestJsonJsonMaps
        RestJsonSerializesZeroValuesInMaps
        RestJsonSerializesDenseSetMap
        RestJsonRecursiveShapes
        RestJsonTestBodyStructure
        RestJsonHttpWithEmptyBody
    }
    timestamp {
        RestJsonJsonTimestamps
        RestJsonJsonTimestampsWithDateTimeFormat
        RestJsonJsonTimestampsWithDateTimeOnTargetFormat
        RestJsonJsonTimestampsWithEpochSecondsFormat
        RestJsonJsonTimestampsWithEpochSecondsOnTargetFormat
        RestJsonJsonTimestampsWithHttpDateFormat
        RestJsonJsonTimestampsWithHttpDateOnTargetFormat
    }
    union {
        RestJsonSerializeStringUnionValue
        RestJsonSerializeBooleanUnionValue
        RestJsonSerializeNumberUnionValue
        RestJsonSerializeBlobUnionValue
        RestJsonSerializeTimestampUnionValue
        RestJsonSerializeEnumUnionValue
        RestJsonSerializeListUnionValue
        RestJsonSerializeMapUnionValue
        RestJsonSerializeStructureUnionValue
        RestJsonSerializeRenamedStructureUnionValue
        PostUnionWithJsonNameRequest1
        PostUnionWithJsonNameRequest2
        PostUnionWithJsonNameRequest3
    }
    document {
        DocumentTypeInputWithObject
        DocumentInputWithString
        DocumentInputWithNumber
        DocumentInputWithBoolean
        DocumentInputWithList
        DocumentTypeAsMapValueInput
        DocumentTypeAsPayloadInput
        DocumentTypeAsPayloadInputString
    }
    payload {
        RestJsonEnumPayloadRequest
        RestJsonStringPayloadRequest
        RestJsonHttpPayloadTraitsWithBlob
        RestJsonHttpPayloadTraitsWithNoBlobBody
        RestJsonHttpWithEmptyBlobPayload
        RestJsonTestPayloadBlob
        RestJsonHttpPayloadWithStructure
        RestJsonHttpWithEmptyStructurePayload
        RestJsonTestPayloadStructure
        RestJsonHttpWithHeadersButNoPayload
        RestJsonHttpPayloadWithUnion
        RestJsonHttpPayloadWithUnsetUnion
    }
    empty {
        RestJsonEmptyInputAndEmptyOutput
        RestJsonNoInputAndNoOutput
        RestJsonNoInputAndOutput
        RestJsonUnitInputAndOutput
        RestJsonHttpGetWithNoInput
        RestJsonHttpPostWithNoInput
        RestJsonHttpGetWithNoModeledBody
        RestJsonHttpGetWithHeaderMemberNoModeledBody
        RestJsonHttpPostWithNoModeledBody
        RestJsonHttpWithPostHeaderMemberNoModeledBody
    }
    endpoint {
        RestJsonEndpointTrait
        RestJsonEndpointTraitWithHostLabel
        RestJsonHostWithPath
    }
    request {
        RestJsonHttpChecksumRequired
        SDKAppliedContentEncoding_restJson1
        SDKAppendedGzipAfterProvidedEncoding_restJson1
    }
}
