//! What a response becomes, one test per case.

mod body;
mod document;
mod empty;
mod error;
mod header;
mod payload;
mod timestamp;
mod union;

super::tests! { super::harness::Output:
    header {
        RestJsonHttpPrefixHeadersArePresent
        HttpPrefixHeadersResponse
        RestJsonInputAndOutputWithStringHeaders
        RestJsonInputAndOutputWithQuotedStringHeaders
        RestJsonInputAndOutputWithNumericHeaders
        RestJsonInputAndOutputWithBooleanHeaders
        RestJsonInputAndOutputWithTimestampHeaders
        RestJsonInputAndOutputWithEnumHeaders
        RestJsonInputAndOutputWithIntEnumHeaders
        RestJsonSupportsNaNFloatHeaderOutputs
        RestJsonSupportsInfinityFloatHeaderOutputs
        RestJsonSupportsNegativeInfinityFloatHeaderOutputs
        MediaTypeHeaderOutputBase64
        RestJsonTimestampFormatHeaders
    }
    body {
        RestJsonSimpleScalarProperties
        RestJsonDoesntDeserializeNullStructureValues
        RestJsonSupportsNaNFloatInputs
        RestJsonSupportsInfinityFloatInputs
        RestJsonSupportsNegativeInfinityFloatInputs
        RestJsonJsonBlobs
        RestJsonJsonEnums
        RestJsonJsonIntEnums
        RestJsonLists
        RestJsonListsEmpty
        RestJsonJsonMaps
        RestJsonDeserializesZeroValuesInMaps
        RestJsonDeserializesDenseSetMap
        RestJsonDeserializesDenseSetMapAndSkipsNull
        RestJsonRecursiveShapes
        RestJsonIgnoreQueryParamsInResponse
        RestJsonIgnoreQueryParamsInResponseNoPayload
    }
    timestamp {
        RestJsonJsonTimestamps
        RestJsonJsonTimestampsWithDateTimeFormat
        RestJsonJsonTimestampsWithDateTimeOnTargetFormat
        RestJsonJsonTimestampsWithEpochSecondsFormat
        RestJsonJsonTimestampsWithEpochSecondsOnTargetFormat
        RestJsonJsonTimestampsWithHttpDateFormat
        RestJsonJsonTimestampsWithHttpDateOnTargetFormat
        RestJsonDateTimeWithNegativeOffset
        RestJsonDateTimeWithPositiveOffset
        RestJsonDateTimeWithFractionalSeconds
    }
    union {
        RestJsonDeserializeStringUnionValue
        RestJsonDeserializeBooleanUnionValue
        RestJsonDeserializeNumberUnionValue
        RestJsonDeserializeBlobUnionValue
        RestJsonDeserializeTimestampUnionValue
        RestJsonDeserializeEnumUnionValue
        RestJsonDeserializeListUnionValue
        RestJsonDeserializeMapUnionValue
        RestJsonDeserializeStructureUnionValue
        RestJsonDeserializeIgnoreType
        PostUnionWithJsonNameResponse1
        PostUnionWithJsonNameResponse2
        PostUnionWithJsonNameResponse3
    }
    document {
        DocumentOutput
        DocumentOutputString
        DocumentOutputNumber
        DocumentOutputBoolean
        DocumentOutputArray
        DocumentTypeAsMapValueOutput
        DocumentTypeAsPayloadOutput
        DocumentTypeAsPayloadOutputString
    }
    payload {
        RestJsonEnumPayloadResponse
        RestJsonStringPayloadResponse
        RestJsonHttpPayloadTraitsWithBlob
        RestJsonHttpPayloadTraitsWithNoBlobBody
        RestJsonHttpPayloadWithStructure
        RestJsonHttpPayloadWithUnion
        RestJsonHttpPayloadWithUnsetUnion
    }
    empty {
        RestJsonEmptyInputAndEmptyOutput
        RestJsonEmptyInputAndEmptyOutputJsonObjectOutput
        RestJsonNoInputAndNoOutput
        RestJsonNoInputAndOutputWithJson
        RestJsonNoInputAndOutputNoPayload
        RestJsonUnitInputAndOutputNoOutput
    }
    error {
        RestJsonGreetingWithErrors
        RestJsonGreetingWithErrorsNoPayload
        RestJsonFooErrorUsingXAmznErrorType
        RestJsonFooErrorUsingXAmznErrorTypeWithUri
        RestJsonFooErrorUsingXAmznErrorTypeWithUriAndNamespace
        RestJsonFooErrorUsingCode
        RestJsonFooErrorUsingCodeAndNamespace
        RestJsonFooErrorUsingCodeUriAndNamespace
        RestJsonFooErrorWithDunderType
        RestJsonFooErrorWithDunderTypeAndNamespace
        RestJsonFooErrorWithDunderTypeUriAndNamespace
        RestJsonComplexErrorWithNoMessage
        RestJsonEmptyComplexErrorWithNoMessage
        RestJsonInvalidGreetingError
        RestJsonHttpResponseCode
        RestJsonHttpResponseCodeWithNoPayload
    }
}
