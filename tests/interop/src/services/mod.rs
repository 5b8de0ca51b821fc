//! The declarations, one file for each service, and which of them are compared.

mod amp;
mod apigateway;
mod apigatewaymanagementapi;
mod appconfig;
mod bedrock_agentcore;
mod bedrock_runtime;
mod chime;
mod connect;
mod dataexchange;
mod efs;
mod entityresolution;
mod geo_maps;
mod glacier;
mod groundstation;
mod iot;
mod iot_data;
mod iot_jobs_data;
mod iotsitewise;
mod ivschat;
mod lambda;
mod lex_runtime;
mod marketplace_deployment;
mod medialive;
mod mediastore_data;
mod pinpoint;
mod quicksight;
mod s3tables;
mod scheduler;
mod sesv2;
mod sso;
mod supplychain;
mod workspaces_web;

use crate::calls::Case;

/// Every case of every service.
pub fn calls() -> Vec<Case> {
    [
        amp::calls,
        apigateway::calls,
        apigatewaymanagementapi::calls,
        appconfig::calls,
        bedrock_agentcore::calls,
        bedrock_runtime::calls,
        chime::calls,
        connect::calls,
        dataexchange::calls,
        efs::calls,
        entityresolution::calls,
        geo_maps::calls,
        glacier::calls,
        groundstation::calls,
        iot::calls,
        iot_data::calls,
        iot_jobs_data::calls,
        iotsitewise::calls,
        ivschat::calls,
        lambda::calls,
        lex_runtime::calls,
        medialive::calls,
        marketplace_deployment::calls,
        mediastore_data::calls,
        pinpoint::calls,
        quicksight::calls,
        s3tables::calls,
        scheduler::calls,
        sesv2::calls,
        sso::calls,
        supplychain::calls,
        workspaces_web::calls,
    ]
    .into_iter()
    .flat_map(|calls| calls())
    .collect()
}
