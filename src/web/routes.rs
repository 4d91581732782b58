//! Every address there is.

use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, ServiceConfig, get, post, resource};

use super::{
    Error, Site, accounts, bulletins, dashboard, demo, errors, forms, headers, health, home, mails, metrics,
    projects, schedule, sign_in_links, subscriptions, weeks,
};

/// An address with what it answers to, for the tests that try every one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
}

/// Declares the map once: as routes, and as the list that the permission test walks.
macro_rules! routes {
    ($($method:ident $path:literal => $handler:path;)*) => {
        /// The whole map of `serve`.
        pub const ROUTES: &[Route] = &[$(Route { method: stringify!($method), path: $path }),*];

        fn map(config: &mut ServiceConfig) {
            for route in ROUTES.iter().map(|route| route.path).collect::<std::collections::BTreeSet<_>>() {
                let mut resource = resource(route);
                $(if $path == route { resource = resource.route($method().to($handler)); })*
                config.service(resource);
            }
        }
    };
}

routes! {
    get  "/" => home::show;
    get  "/sign-in" => accounts::show_sign_in;
    post "/sign-in" => accounts::sign_in;
    post "/sign-in/links" => sign_in_links::ask;
    get  "/sign-in/{token}" => sign_in_links::show;
    post "/sign-in/{token}" => sign_in_links::accept;
    post "/sign-out" => accounts::sign_out;
    get  "/invitations/{token}" => accounts::show_invitation;
    post "/invitations/{token}" => accounts::sign_up;
    post "/locale" => accounts::choose_locale;
    get  "/f/{token}" => bulletins::show_by_link;
    post "/f/{token}" => bulletins::file_by_link;
    get  "/unsubscribe/{token}" => subscriptions::show;
    post "/unsubscribe/{token}" => subscriptions::change;
    get  "/projects" => projects::list;
    get  "/projects/{slug}" => projects::show;
    get  "/projects/{slug}/bulletins/{week}" => bulletins::show;
    post "/projects/{slug}/bulletins/{week}" => bulletins::file;
    get  "/weeks" => weeks::list;
    get  "/weeks/{week}" => weeks::show;
    get  "/dashboard" => dashboard::show;
    get  "/admin/schedule" => schedule::show;
    post "/admin/schedule/pauses" => schedule::pause;
    post "/admin/schedule/pauses/{week}" => schedule::resume;
    get  "/admin/mail" => mails::list;
    post "/admin/mail/{id}" => mails::try_again;
    get  "/static/{hash}/{name}" => headers::static_file;
    get  "/health/live" => health::live;
    get  "/health/ready" => health::ready;
    get  "/metrics" => metrics::show;
}

/// Puts the map together with what wraps every answer; `app` has registered the [`Site`] before.
pub fn configure(config: &mut ServiceConfig, site: &web::Data<Site>) {
    let is_https = site.services.config.is_https();
    let is_demo = site.demo.is_some();
    config.app_data(site.clone()).app_data(web::PayloadConfig::new(forms::BODY_MAX)).service(
        web::scope("")
            .wrap(Compress::default())
            .wrap(headers::security(is_https))
            .wrap(from_fn(metrics::count))
            .wrap(from_fn(errors::pages))
            .wrap(from_fn(forms::refuse_foreign))
            .configure(move |config| {
                if is_demo {
                    demo::map(config);
                }
                map(config);
            })
            .default_service(web::to(no_such_page)),
    );
}

async fn no_such_page() -> Result<actix_web::HttpResponse, Error> {
    Err(Error::NotFound)
}
