//! Every address there is.

use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, ServiceConfig, get, post, resource};

use super::{
    Error, Site, admin, bulletins, chat_names, dashboard, demo, errors, exports, feeds, forms, headers,
    health, home, key_dates, metrics, projects, public_pages, search, settings, shares, subscriptions, weeks,
};

use super::admin::{audit, import, logos, mails, people, person, project_pauses, promotions, schedule};
use super::identity::{invitations, locales, password_resets, sign_in, sign_in_links};
use super::settings::{data, security};

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
    get  "/sign-in" => sign_in::show;
    post "/sign-in" => sign_in::enter;
    post "/sign-in/links" => sign_in_links::ask;
    post "/sign-in/codes" => sign_in_links::enter_code;
    get  "/sign-in/{token}" => sign_in_links::show;
    post "/sign-in/{token}" => sign_in_links::accept;
    post "/sign-out" => sign_in::sign_out;
    get  "/password-resets" => password_resets::show_ask;
    post "/password-resets" => password_resets::ask;
    get  "/password-resets/{token}" => password_resets::show;
    post "/password-resets/{token}" => password_resets::accept;
    get  "/invitations/{token}" => invitations::show;
    post "/invitations/{token}" => invitations::accept;
    post "/locale" => locales::choose;
    get  "/f/{token}" => bulletins::show_by_link;
    post "/f/{token}" => bulletins::file_by_link;
    post "/f/{token}/draft" => bulletins::drafts::save_by_link;
    get  "/unsubscribe/{token}" => subscriptions::show;
    post "/unsubscribe/{token}" => subscriptions::change;
    get  "/projects" => projects::list;
    get  "/projects/{slug}" => projects::show;
    get  "/projects/{slug}/bulletins/{week}" => bulletins::show;
    post "/projects/{slug}/bulletins/{week}" => bulletins::file;
    post "/projects/{slug}/bulletins/{week}/draft" => bulletins::drafts::save;
    get  "/projects/{slug}/bulletins.csv" => exports::csv;
    get  "/projects/{slug}/bulletins.md" => exports::markdown;
    get  "/projects/{slug}/shares" => shares::list;
    post "/projects/{slug}/shares" => shares::create;
    post "/projects/{slug}/shares/{id}" => shares::revoke;
    get  "/s/{token}" => shares::show;
    get  "/s/{token}/bulletins.csv" => shares::export;
    get  "/search" => search::show;
    get  "/key-dates" => key_dates::list;
    get  "/weeks" => weeks::list;
    get  "/weeks/{week}" => weeks::show;
    get  "/dashboard" => dashboard::show;
    get  "/settings" => settings::show;
    post "/settings/profile" => settings::change_profile;
    post "/settings/mails" => settings::change_mails;
    get  "/settings/chats" => chat_names::show_own;
    post "/settings/chats" => chat_names::change_own;
    post "/settings/password" => security::change_password;
    post "/settings/sessions" => security::sign_out_everywhere;
    post "/settings/sessions/{id}" => security::end_session;
    post "/settings/feed" => data::renew_feed;
    get  "/settings/data.json" => data::export;
    get  "/settings/erasure" => data::ask_erasure;
    post "/settings/erasure" => data::erase;
    get  "/feeds/{token}/key-dates.ics" => feeds::all;
    get  "/feeds/{token}/projects/{slug}.ics" => feeds::of_project;
    get  "/admin" => admin::show;
    get  "/admin/promotions" => promotions::list;
    post "/admin/promotions" => promotions::create;
    get  "/admin/promotions/{id}" => promotions::show;
    post "/admin/promotions/{id}" => promotions::change;
    post "/admin/promotions/{id}/stage" => promotions::advance;
    get  "/admin/promotions/{id}/removal" => promotions::ask_removal;
    post "/admin/promotions/{id}/removal" => promotions::remove;
    get  "/admin/promotions/{id}/export.json" => exports::json;
    get  "/admin/promotions/{id}/export.xlsx" => exports::xlsx;
    get  "/admin/projects" => admin::projects::list;
    post "/admin/projects" => admin::projects::create;
    get  "/admin/projects/{slug}" => admin::projects::show;
    post "/admin/projects/{slug}" => admin::projects::change;
    get  "/admin/projects/{slug}/removal" => admin::projects::ask_removal;
    post "/admin/projects/{slug}/removal" => admin::projects::remove;
    post "/admin/projects/{slug}/logo" => logos::upload;
    get  "/admin/projects/{slug}/logo/removal" => logos::ask_removal;
    post "/admin/projects/{slug}/logo/removal" => logos::remove;
    post "/admin/projects/{slug}/pauses" => project_pauses::pause;
    post "/admin/projects/{slug}/pauses/{week}" => project_pauses::resume;
    get  "/admin/people" => people::list;
    post "/admin/people" => people::add;
    get  "/admin/people/{id}" => person::show;
    post "/admin/people/{id}" => person::change;
    post "/admin/people/{id}/roles" => person::change_role;
    get  "/admin/people/{id}/chats" => chat_names::show;
    post "/admin/people/{id}/chats" => chat_names::change_of;
    post "/admin/people/{id}/coordinator" => person::set_coordinator;
    post "/admin/people/{id}/active" => person::set_active;
    post "/admin/people/{id}/invitation" => person::invite;
    get  "/admin/people/{id}/erasure" => person::ask_erasure;
    post "/admin/people/{id}/erasure" => person::erase;
    get  "/admin/import" => import::show;
    post "/admin/import" => import::apply;
    post "/admin/import/preview" => import::preview;
    get  "/admin/schedule" => schedule::show;
    post "/admin/schedule/pauses" => schedule::pause;
    post "/admin/schedule/pauses/{week}" => schedule::resume;
    get  "/admin/mail" => mails::list;
    post "/admin/mail/{id}" => mails::try_again;
    get  "/admin/audit" => audit::list;
    get  "/about" => public_pages::about;
    get  "/accessibility" => public_pages::accessibility;
    get  "/legal" => public_pages::legal;
    get  "/privacy" => public_pages::privacy;
    get  "/logos/{name}" => logos::show;
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
