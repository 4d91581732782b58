//! Every page in every state of its samples, rendered in both languages: what a template asks for is there.

use std::collections::BTreeSet;

use super::kit::page::Page;
use super::kit::view::Frame;
use super::{
    calendar, demo, filing, help, identity, kit, operations, people, post, privacy, programme, reading,
};
use crate::domain::people::Locale;
use crate::templates::{self, Templates};

/// As they are put together, and as they are written.
type Both = [Templates; 2];

/// Renders each sample of that page, signed in and signed out.
fn render<P: Page>([templates, written]: &Both, rendered: &mut BTreeSet<&'static str>) {
    let samples = P::samples();
    assert!(!samples.is_empty(), "{} has no sample", P::TEMPLATE);
    for page in &samples {
        for locale in Locale::ALL {
            for name in [None, Some("Ada")] {
                let frame = Frame::sample(locale, name, page);
                let html = templates.html(locale, P::TEMPLATE, &frame);
                let html = html.unwrap_or_else(|error| panic!("{} in {locale}: {error}", P::TEMPLATE));
                let as_written = written.html(locale, P::TEMPLATE, &frame).unwrap();
                // But for where lines end.
                let words = |html: &str| html.split_whitespace().collect::<Vec<_>>().join(" ");
                assert_eq!(words(&html), words(&as_written), "{}", P::TEMPLATE);
                // What was rendered from Markdown is HTML already: escaped once more, people read its tags.
                assert!(!html.contains("&lt;p&gt;"), "{} shows tags", P::TEMPLATE);
            }
        }
    }
    rendered.insert(P::TEMPLATE);
}

#[test]
fn every_page_renders_in_each_of_its_states() {
    let templates = [Templates::embedded(), Templates::as_written()];
    let mut rendered = BTreeSet::new();
    let each: &[fn(&Both, &mut BTreeSet<&'static str>)] = &[
        render::<kit::ended_links::EndedLinkPage>,
        render::<kit::error_pages::ErrorPage>,
        render::<kit::patience::WorkingPage>,
        render::<kit::question::Question>,
        render::<filing::form_page::FormPage>,
        render::<filing::draft_view::DraftView>,
        render::<filing::pages::BulletinPage>,
        render::<filing::pages::HiddenPage>,
        render::<help::asking::AskPage>,
        render::<help::links::LinkPage>,
        render::<help::offers::OfferPage>,
        render::<help::requests::RequestPage>,
        render::<kit::asking_proof::ProofPage>,
        render::<identity::invitations::InvitationPage>,
        render::<identity::recovery_codes::CodesPage>,
        render::<identity::passkeys::PasskeyPage>,
        render::<identity::second_factor::AppPage>,
        render::<identity::second_factor::FactorPage>,
        render::<identity::second_steps::StepPage>,
        render::<identity::password_resets::AskPage>,
        render::<identity::password_resets::ResetPage>,
        render::<identity::sign_in_page::SignInPage>,
        render::<identity::sign_in_links::LinkPage>,
        render::<identity::sign_in_links::SentPage>,
        render::<operations::public_pages::AboutPage>,
        render::<operations::public_pages::AccessibilityPage>,
        render::<operations::public_pages::LegalPage>,
        render::<operations::public_pages::PrivacyPage>,
        render::<help::list::HelpRequestsPage>,
        render::<reading::acknowledging::LinkPage>,
        render::<reading::measures::MeasuresPage>,
        render::<people::chat_names::ChatNamesPage>,
        render::<people::everybody::PeoplePage>,
        render::<people::invitations::InvitationsPage>,
        render::<people::person::PersonPage>,
        render::<people::roles::RolePage>,
        render::<people::settings::SettingsPage>,
        render::<privacy::audit::AuditPage>,
        render::<privacy::data::ErasurePage>,
        render::<programme::promotions::PromotionsPage>,
        render::<programme::promotions::PromotionPage>,
        render::<programme::stages::StagePage>,
        render::<programme::import::ImportPage>,
        render::<programme::project_list::ProjectsPage>,
        render::<programme::projects::ProjectPage>,
        render::<programme::start::StartPage>,
        render::<calendar::schedule::SchedulePage>,
        render::<calendar::team_absences::TeamAbsencesPage>,
        render::<demo::DemoPage>,
        render::<demo::DesignPage>,
        render::<demo::MailboxPage>,
        render::<demo::MailPage>,
        render::<post::mails::MailsPage>,
        render::<post::previews::PreviewPage>,
        render::<post::previews::PreviewedMailPage>,
        render::<post::subscriptions::SubscriptionPage>,
        render::<reading::dashboard::DashboardPage>,
        render::<reading::home::FiledPage>,
        render::<reading::home::HomePage>,
        render::<programme::first::FirstPage>,
        render::<reading::home::WelcomePage>,
        render::<reading::key_dates::KeyDatesPage>,
        render::<reading::projects::ProjectPage>,
        render::<reading::projects::ProjectsPage>,
        render::<reading::search::SearchPage>,
        render::<reading::shares::SharedPage>,
        render::<reading::shares::SharesPage>,
        render::<reading::sheets::SheetPage>,
        render::<reading::weeks::WeekPage>,
        render::<reading::weeks::WeeksPage>,
    ];
    for render in each {
        render(&templates, &mut rendered);
    }
    let pages = templates::paths().into_iter().filter(|path| path.starts_with("pages/"));
    let missing: Vec<String> =
        pages.filter(|path| !rendered.contains(path.trim_end_matches(".hbs"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
