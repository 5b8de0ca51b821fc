//! What a program can do before its first call.

use http::{Method, Request};

use crate::{
    Body, Client, ServiceMeta,
    endpoint::{self, EndpointParams},
    error::{Cause, Details, Error, Failure},
};

impl Client {
    /// Gets credentials and opens a connection to each of the services, so that the first call need not:
    /// `client.warm_up([CreateRoom::META.service])`.
    ///
    /// A request without a signature (`HEAD /`) is sent to each service; what it answers does not matter.
    ///
    /// # Errors
    /// If there are no credentials, or a service cannot be reached.
    pub async fn warm_up(
        &self,
        services: impl IntoIterator<Item = &'static ServiceMeta>,
    ) -> Result<(), Error> {
        let fail = |service: &'static str, cause| {
            let details = Details {
                service,
                operation: "warm_up",
                region: self.engine.region.clone(),
                ..Details::default()
            };
            Error::new(Failure { details, cause }, None)
        };
        if let Err(error) = self.engine.credentials.get().await {
            return Err(fail("client", Cause::Credentials(error.into())));
        }
        for service in services {
            let params = EndpointParams {
                region: self.engine.region.as_deref(),
                use_fips: self.engine.use_fips,
                use_dual_stack: self.engine.use_dual_stack,
                endpoint: self.engine.endpoint_for(service.sdk_id),
            };
            let endpoint = endpoint::resolve(service, &params)
                .map_err(|error| fail(service.id, Cause::Endpoint(error)))?;
            let request = Request::builder()
                .method(Method::HEAD)
                .uri(format!("{}/", endpoint.url))
                .body(Body::empty())
                .map_err(|error| fail(service.id, Cause::Signing(error.to_string())))?;
            self.engine
                .transport
                .send(request)
                .await
                .map_err(|error| fail(service.id, Cause::Transport(error)))?;
        }
        Ok(())
    }
}
