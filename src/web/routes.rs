//! Every address there is.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, ServiceConfig, get, head, post, resource};
use actix_web::{Resource, Scope};

use super::kit::{
    bodies, connections, error_pages, forms, gathering, headers, keeping, packing, proxies, request_log,
    security_log,
};
use super::{
    Error, Site, calendar, demo, filing, help, identity, kit, operations, people, post as mails, privacy,
    programme, reading,
};

/// An address with what it answers to, for the tests that try every one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
}

/// Links in mails that scanners of mail look at, some of which ask for the head alone: one that answered nothing but an
/// error would pass for a broken one.
const LOOKED_AT: [&str; 8] = [
    "/f/{token}",
    "/h/{token}",
    "/h/offers/{token}",
    "/invitations/{token}",
    "/password-resets/{token}",
    "/r/{token}",
    "/sign-in/{token}",
    "/unsubscribe/{token}",
];

/// Declares the map once: as routes, and as the list that the permission test walks.
macro_rules! routes {
    ($($method:ident $path:literal => $handler:path;)*) => {
        /// The whole map of `serve`.
        pub const ROUTES: &[Route] = &[$(Route { method: stringify!($method), path: $path }),*];

        /// What stands at that address, under the part of it that its scope stands for.
        fn resource_at(route: &'static str, scope: &str) -> Resource {
            let mut resource = resource(&route[scope.len()..]);
            $(if $path == route { resource = resource.route($method().to($handler)); })*
            $(if $path == route && stringify!($method) == "get" && LOOKED_AT.contains(&route) {
                resource = resource.route(head().to($handler));
            })*
            if !ROUTES.contains(&Route { method: "get", path: route }) {
                resource = resource.route(get().to(to_its_form));
            }
            resource
        }
    };
}

/// A scope for what begins alike: an address is compared with a regular expression for each route with a name in it, and
/// there are a hundred.
fn map(config: &mut ServiceConfig) {
    let mut scopes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Route { path, .. } in ROUTES {
        let end = path[1..].find('/').map_or(path.len(), |end| end + 1);
        scopes.entry(&path[..end]).or_default().insert(path);
    }
    for (scope, routes) in scopes {
        // The first page begins like all of them.
        if scope == "/" {
            config.service(resource_at(scope, ""));
        } else {
            let place = |place: Scope, route| place.service(resource_at(route, scope));
            let under = routes.into_iter().fold(web::scope(scope), place);
            // What a scope answers to all else is not handed on to those in it.
            config.service(under.default_service(web::to(no_such_page)));
        }
    }
}

routes! {
    get  "/" => reading::home::show;
    get  "/sign-in" => identity::sign_in::show;
    post "/sign-in" => identity::sign_in::enter;
    post "/sign-in/links" => identity::sign_in_links::ask;
    post "/sign-in/codes" => identity::sign_in_links::enter_code;
    get  "/sign-in/second-step" => identity::second_steps::show;
    post "/sign-in/second-step" => identity::second_steps::prove;
    post "/sign-in/second-step/app" => identity::second_steps::set_up;
    post "/sign-in/second-step/passkey" => identity::second_steps::prove_by_passkey;
    post "/sign-in/second-step/passkey/new" => identity::second_steps::set_up_passkey;
    get  "/sign-in/{token}" => identity::sign_in_links::show;
    post "/sign-in/{token}" => identity::sign_in_links::accept;
    post "/sign-out" => identity::sign_in::sign_out;
    get  "/password-resets" => identity::password_resets::show_ask;
    post "/password-resets" => identity::password_resets::ask;
    get  "/password-resets/{token}" => identity::password_resets::show;
    post "/password-resets/{token}" => identity::password_resets::accept;
    get  "/invitations/{token}" => identity::invitations::show;
    post "/invitations/{token}" => identity::invitations::accept;
    post "/locale" => identity::locales::choose;
    get  "/f/{token}" => filing::bulletins::show_by_link;
    post "/f/{token}" => filing::bulletins::file_by_link;
    post "/f/{token}/draft" => filing::drafts::save_by_link;
    get  "/h/{token}" => help::links::show;
    post "/h/{token}" => help::links::act;
    get  "/h/offers/{token}" => help::offers::show;
    post "/h/offers/{token}" => help::offers::accept;
    get  "/r/{token}" => reading::acknowledging::show_by_link;
    post "/r/{token}" => reading::acknowledging::tell_by_link;
    get  "/help-requests/new" => help::asking::show;
    post "/help-requests/new" => help::asking::ask;
    get  "/help-requests/{id}" => help::requests::show;
    post "/help-requests/{id}/text" => help::requests::revise;
    post "/help-requests/{id}/taking" => help::requests::take;
    post "/help-requests/{id}/end" => help::requests::end;
    get  "/unsubscribe/{token}" => mails::subscriptions::show;
    post "/unsubscribe/{token}" => mails::subscriptions::change;
    post "/bounces" => mails::returning::take_in;
    get  "/projects" => reading::projects::list;
    get  "/projects/{slug}" => reading::projects::show;
    get  "/projects/{slug}/bulletins/{week}" => filing::bulletins::show;
    post "/projects/{slug}/bulletins/{week}" => filing::bulletins::file;
    post "/projects/{slug}/bulletins/{week}/draft" => filing::drafts::save;
    post "/projects/{slug}/bulletins/{week}/reading" => reading::acknowledging::tell;
    get  "/projects/{slug}/bulletins.csv" => reading::exports::csv;
    get  "/projects/{slug}/bulletins.md" => reading::exports::markdown;
    get  "/projects/{slug}/help-requests.csv" => reading::exports::requests_csv;
    get  "/projects/{slug}/shares" => reading::shares::list;
    post "/projects/{slug}/shares" => reading::shares::create;
    post "/projects/{slug}/shares/{id}" => reading::shares::revoke;
    get  "/projects/{slug}/absences" => calendar::team_absences::show;
    post "/projects/{slug}/absences" => calendar::team_absences::change;
    get  "/projects/{slug}/sheets/{month}" => reading::sheets::show;
    get  "/s/{token}" => reading::shares::show;
    get  "/s/{token}/bulletins.csv" => reading::shares::export;
    get  "/search" => reading::search::show;
    get  "/key-dates" => reading::key_dates::list;
    get  "/help-requests" => help::list::show;
    get  "/weeks" => reading::weeks::list;
    get  "/weeks/{week}" => reading::weeks::show;
    get  "/dashboard" => reading::dashboard::show;
    get  "/settings" => people::settings::show;
    post "/settings/profile" => people::settings::change_profile;
    post "/settings/mails" => people::settings::change_mails;
    get  "/settings/chats" => people::chat_names::show_own;
    post "/settings/chats" => people::chat_names::change_own;
    post "/settings/password" => identity::security::change_password;
    get  "/settings/second-factor" => identity::second_factor::show;
    post "/settings/second-factor/codes" => identity::second_factor::renew_codes;
    get  "/settings/second-factor/app" => identity::second_factor::show_app;
    post "/settings/second-factor/app" => identity::second_factor::set_up_app;
    get  "/settings/second-factor/app/removal" => identity::second_factor::ask_app_removal;
    post "/settings/second-factor/app/removal" => identity::second_factor::remove_app;
    get  "/settings/second-factor/passkeys" => identity::passkeys::show;
    post "/settings/second-factor/passkeys" => identity::passkeys::add;
    get  "/settings/second-factor/passkeys/{id}/removal" => identity::passkeys::ask_removal;
    post "/settings/second-factor/passkeys/{id}/removal" => identity::passkeys::remove;
    get  "/proof" => identity::proofs::show;
    post "/proof" => identity::proofs::prove;
    post "/settings/sessions" => identity::security::sign_out_everywhere;
    post "/settings/sessions/{id}" => identity::security::end_session;
    post "/settings/absences" => people::absences::add;
    post "/settings/absences/{id}" => people::absences::remove;
    post "/settings/stand-in" => people::stand_ins::change;
    post "/settings/feed" => privacy::data::renew_feed;
    get  "/settings/data.json" => privacy::data::export;
    get  "/settings/erasure" => privacy::data::ask_erasure;
    post "/settings/erasure" => privacy::data::erase;
    get  "/feeds/{token}/key-dates.ics" => reading::feeds::all;
    get  "/feeds/{token}/projects/{slug}.ics" => reading::feeds::of_project;
    get  "/admin" => programme::start::show;
    get  "/admin/promotions" => programme::promotions::list;
    post "/admin/promotions" => programme::promotions::create;
    get  "/admin/promotions/{id}" => programme::promotions::show;
    post "/admin/promotions/{id}" => programme::promotions::change;
    get  "/admin/promotions/{id}/stage" => programme::stages::ask_advance;
    post "/admin/promotions/{id}/stage" => programme::stages::advance;
    get  "/admin/promotions/{id}/removal" => programme::promotions::ask_removal;
    post "/admin/promotions/{id}/removal" => programme::promotions::remove;
    get  "/admin/promotions/{id}/export.csv" => reading::exports::promotion_csv;
    get  "/admin/promotions/{id}/export.json" => reading::exports::json;
    get  "/admin/promotions/{id}/export.xlsx" => reading::exports::xlsx;
    get  "/admin/projects" => programme::project_list::list;
    post "/admin/projects" => programme::project_list::create;
    get  "/admin/projects/{slug}" => programme::projects::show;
    post "/admin/projects/{slug}" => programme::projects::change;
    get  "/admin/projects/{slug}/removal" => programme::projects::ask_removal;
    post "/admin/projects/{slug}/removal" => programme::projects::remove;
    post "/admin/projects/{slug}/logo" => programme::logos::upload;
    get  "/admin/projects/{slug}/logo/removal" => programme::logos::ask_removal;
    post "/admin/projects/{slug}/logo/removal" => programme::logos::remove;
    post "/admin/projects/{slug}/pauses" => programme::project_pauses::pause;
    post "/admin/projects/{slug}/pauses/{week}" => programme::project_pauses::resume;
    get  "/admin/people" => people::everybody::list;
    post "/admin/people" => people::everybody::add;
    get  "/admin/people/{id}" => people::person::show;
    post "/admin/people/{id}" => people::person::change;
    post "/admin/people/{id}/roles" => people::roles::give;
    get  "/admin/people/{id}/roles/{slug}/{role}" => people::roles::show;
    post "/admin/people/{id}/roles/{slug}/{role}" => people::roles::change;
    post "/admin/people/{id}/departure" => people::roles::leave;
    get  "/admin/people/{id}/chats" => people::chat_names::show;
    post "/admin/people/{id}/chats" => people::chat_names::change_of;
    get  "/admin/people/{id}/coordinator" => people::person::ask_coordinator;
    post "/admin/people/{id}/coordinator" => people::person::set_coordinator;
    get  "/admin/people/{id}/active" => people::person::ask_inactive;
    post "/admin/people/{id}/active" => people::person::set_active;
    post "/admin/people/{id}/invitation" => people::person::invite;
    get  "/admin/people/{id}/second-factor" => people::lost_factors::ask_removal;
    post "/admin/people/{id}/second-factor" => people::lost_factors::remove;
    get  "/admin/people/{id}/erasure" => people::person::ask_erasure;
    post "/admin/people/{id}/erasure" => people::person::erase;
    get  "/admin/invitations" => people::invitations::ask;
    post "/admin/invitations" => people::invitations::send;
    get  "/admin/import" => programme::import::show;
    post "/admin/import" => programme::import::apply;
    post "/admin/import/preview" => programme::import::preview;
    get  "/admin/schedule" => calendar::schedule::show;
    post "/admin/schedule/pauses" => calendar::schedule::pause;
    post "/admin/schedule/pauses/{week}" => calendar::schedule::resume;
    get  "/admin/digest" => mails::previews::list;
    get  "/admin/digest/{id}" => mails::previews::show;
    get  "/admin/digest/{id}/html" => mails::previews::show_html;
    post "/admin/digest/{id}" => mails::previews::send_copy;
    get  "/admin/mail" => mails::mails::list;
    post "/admin/mail/restore" => mails::brought_back::release;
    post "/admin/mail/{id}" => mails::mails::try_again;
    post "/admin/mail/runs/{id}" => mails::held::decide;
    get  "/admin/measures" => reading::measures::show;
    get  "/admin/audit" => privacy::audit::list;
    get  "/about" => operations::public_pages::about;
    get  "/accessibility" => operations::public_pages::accessibility;
    get  "/legal" => operations::public_pages::legal;
    get  "/privacy" => operations::public_pages::privacy;
    get  "/logos/{name}" => programme::logos::show;
    get  "/static/{hash}/{name}" => kit::headers::static_file;
    get  "/health/live" => operations::health::live;
    get  "/health/ready" => operations::health::ready;
    get  "/metrics" => operations::metrics::show;
}

/// Puts the map together with what wraps every answer; `app` has registered the [`Site`] before.
pub fn configure(config: &mut ServiceConfig, site: &web::Data<Site>) {
    let settings = &site.services.config;
    let (is_https, with_subdomains) = (settings.is_https(), settings.server.hsts_subdomains);
    let is_demo = site.demo.is_some();
    // What is wrapped last is outermost: an error is a page before it is compressed and given its headers, as any other. What is
    // small is whole before all that, so that it can be an error; and after it, whatever it was compressed by.
    config.app_data(site.clone()).service(
        web::scope("")
            .wrap(from_fn(gathering::gather))
            .wrap(from_fn(keeping::keep))
            .wrap(from_fn(forms::refuse_foreign))
            .wrap(from_fn(bodies::refuse_encoded))
            .wrap(from_fn(security_log::watch))
            .wrap(from_fn(error_pages::pages))
            .wrap(from_fn(request_log::watch))
            .wrap(from_fn(proxies::watch))
            .wrap(from_fn(packing::pack))
            .wrap(Compress::default())
            .wrap(from_fn(gathering::gather))
            .wrap(headers::security(is_https, with_subdomains))
            .wrap(from_fn(bodies::bound))
            .wrap(from_fn(connections::hurry))
            .configure(move |config| {
                if is_demo {
                    demo::map(config);
                }
                map(config);
            })
            .default_service(web::to(no_such_page)),
    );
}

/// The map of the address at which numbers alone are told.
pub fn configure_metrics(config: &mut ServiceConfig, site: &web::Data<Site>) {
    config
        .app_data(site.clone())
        .route("/metrics", web::get().to(operations::metrics::show_apart))
        .default_service(web::to(no_such_page));
}

/// Where a form is sent to, a page may have been answered: whoever loads it again, or changes its language, is led to the
/// page above it, where the form stands.
async fn to_its_form(req: actix_web::HttpRequest) -> actix_web::HttpResponse {
    let above = req.path().rsplit_once('/').map_or("", |(above, _)| above);
    kit::view::see_other(if above.is_empty() { "/" } else { above })
}

async fn no_such_page() -> Result<actix_web::HttpResponse, Error> {
    Err(Error::NotFound)
}
