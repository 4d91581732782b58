//! What the domain name system says of our sender: by it other servers judge whether our mails are ours.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ring::signature::{KeyPair, RsaKeyPair};
use secrecy::ExposeSecret;
use simple_dns::rdata::RData;
use simple_dns::{CLASS, Name, Packet, PacketFlag, Question, RCODE, TYPE};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UdpSocket};

use super::finding::Finding;
use crate::config::Mail;

/// How long one server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Servers that answer for a machine.
pub struct Resolver {
    servers: Vec<SocketAddr>,
}

/// None of them answered, or not what could be read.
#[derive(Debug, PartialEq, Eq)]
pub struct Silence;

impl Resolver {
    /// Those that the machine itself asks (resolv.conf(5)).
    pub fn of_machine() -> Resolver {
        let text = std::fs::read_to_string("/etc/resolv.conf").unwrap_or_default();
        let named = text.lines().filter_map(|line| line.trim().strip_prefix("nameserver"));
        let addresses = named.filter_map(|rest| rest.trim().parse::<IpAddr>().ok());
        Resolver { servers: addresses.map(|ip| SocketAddr::new(ip, 53)).collect() }
    }

    /// The texts at a name; none where there is no such name.
    async fn texts(&self, name: &str) -> Result<Vec<String>, Silence> {
        for server in &self.servers {
            if let Ok(Some(texts)) = tokio::time::timeout(PATIENCE, ask(*server, name)).await {
                return Ok(texts);
            }
        }
        Err(Silence)
    }
}

async fn ask(server: SocketAddr, name: &str) -> Option<Vec<String>> {
    let mut query = Packet::new_query(rand::random());
    query.set_flags(PacketFlag::RECURSION_DESIRED);
    let name = Name::new(name).ok()?;
    query.questions.push(Question::new(name, TYPE::TXT.into(), CLASS::IN.into(), false));
    let (id, query) = (query.id(), query.build_bytes_vec().ok()?);
    let own: SocketAddr = if server.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0u16; 8], 0).into() };
    let socket = UdpSocket::bind(own).await.ok()?;
    socket.connect(server).await.ok()?;
    socket.send(&query).await.ok()?;
    let mut answer = vec![0; 4096];
    let length = socket.recv(&mut answer).await.ok()?;
    answer.truncate(length);
    if simple_dns::header_buffer::has_flags(&answer, PacketFlag::TRUNCATION).ok()? {
        answer = ask_at_length(server, &query).await?;
    }
    let answer = Packet::parse(&answer).ok().filter(|answer| answer.id() == id)?;
    match answer.rcode() {
        RCODE::NoError | RCODE::NameError => {}
        _ => return None,
    }
    let texts = answer.answers.into_iter().filter_map(|record| match record.rdata {
        RData::TXT(text) => String::try_from(text).ok(),
        _ => None,
    });
    Some(texts.collect())
}

/// What is too long for a datagram comes by TCP (RFC 1035, section 4.2.2).
async fn ask_at_length(server: SocketAddr, query: &[u8]) -> Option<Vec<u8>> {
    let mut stream = TcpStream::connect(server).await.ok()?;
    stream.write_u16(query.len().try_into().ok()?).await.ok()?;
    stream.write_all(query).await.ok()?;
    let mut answer = vec![0; stream.read_u16().await.ok()?.into()];
    stream.read_exact(&mut answer).await.ok()?;
    Some(answer)
}

/// SPF, DKIM and DMARC of the sender; nothing where mails stay on this machine.
pub async fn of_sender(mail: &Mail, resolver: &Resolver) -> Vec<Finding> {
    let domain = mail.from.email.domain();
    if mail.smtp_url.expose_secret().is_empty() {
        return Vec::new();
    }
    if !domain.contains('.') || domain.starts_with('[') {
        return vec![Finding::Warning(format!(
            "others cannot answer {}, nor judge its mails: set mail.from to an address of your domain",
            mail.from.email
        ))];
    }
    match judged(mail, domain, resolver).await {
        Ok(findings) => findings,
        Err(Silence) => vec![Finding::Warning(format!(
            "skipped: no resolver of /etc/resolv.conf tells about {domain}; look elsewhere with `dig TXT {domain}`, \
             `dig TXT _dmarc.{domain}`"
        ))],
    }
}

async fn judged(mail: &Mail, domain: &str, resolver: &Resolver) -> Result<Vec<Finding>, Silence> {
    let mut findings = vec![spf(domain, &resolver.texts(domain).await?)];
    if mail.dkim_domain.is_empty() {
        findings.push(Finding::Good(
            "no mail.dkim_domain: if anybody signs our mails by DKIM, it is the mail server; ask its operator".into(),
        ));
    } else {
        let name = format!("{}._domainkey.{}", mail.dkim_selector, mail.dkim_domain);
        let key = public_key(mail.dkim_key.expose_secret());
        findings.push(dkim(&name, &resolver.texts(&name).await?, key.as_deref()));
        if domain != mail.dkim_domain && !domain.ends_with(&format!(".{}", mail.dkim_domain)) {
            findings.push(Finding::Warning(format!(
                "mail.dkim_domain is {} and mail.from is of {domain}: DMARC counts a signature of the sender's own domain alone",
                mail.dkim_domain
            )));
        }
    }
    // A domain without its own follows that of the domain above it (RFC 7489, section 6.6.3).
    let mut asked = domain;
    let policy = loop {
        let found = resolver.texts(&format!("_dmarc.{asked}")).await?;
        let found = found.into_iter().find(|text| text.starts_with("v=DMARC1"));
        match asked.split_once('.').map(|(_, above)| above).filter(|above| above.contains('.')) {
            Some(above) if found.is_none() => asked = above,
            _ => break found,
        }
    };
    findings.push(dmarc(domain, policy.as_deref()));
    Ok(findings)
}

fn spf(domain: &str, texts: &[String]) -> Finding {
    let is_spf = |text: &&String| *text == "v=spf1" || text.starts_with("v=spf1 ");
    let found: Vec<&String> = texts.iter().filter(is_spf).collect();
    match found.as_slice() {
        [] => Finding::Warning(format!(
            "no SPF: other servers cannot tell who may send for {domain}; publish a TXT record there such as \
             \"v=spf1 include:YOUR-MAIL-SERVERS-DOMAIN -all\""
        )),
        [one] if one.split(' ').any(|word| ["+all", "all"].contains(&word)) => Finding::Warning(format!(
            "SPF lets everybody send for {domain} (\"{one}\"): end it with -all or ~all"
        )),
        [one] => Finding::Good(format!("SPF \"{one}\"; make sure that it names the server of mail.smtp_url")),
        _ => Finding::Warning(format!(
            "{domain} has {} SPF records, and then none counts (RFC 7208, section 3.2): leave one",
            found.len()
        )),
    }
}

fn dkim(name: &str, texts: &[String], key: Option<&[u8]>) -> Finding {
    let published = texts.iter().find_map(|text| {
        let mut tags = text.split(';').filter_map(|tag| tag.trim().split_once('='));
        tags.find(|(tag, _)| tag.trim() == "p").map(|(_, value)| value.replace([' ', '\t'], ""))
    });
    let Some(published) = published.filter(|key| !key.is_empty()) else {
        return Finding::Warning(format!(
            "no DKIM key at {name}: our signatures count for nothing; publish \"v=DKIM1; k=rsa; p=…\" there with the public key of \
             mail.dkim_key (`openssl rsa -in KEY -pubout`)"
        ));
    };
    // What is published wraps the key that PKCS#1 knows, which is at its end.
    let is_ours = BASE64_STANDARD.decode(published).ok().zip(key).map(|(told, own)| told.ends_with(own));
    match is_ours {
        Some(true) => Finding::Good(format!("the DKIM key at {name} is that of mail.dkim_key")),
        Some(false) => Finding::Warning(format!(
            "the DKIM key at {name} is not that of mail.dkim_key: our signatures are taken for forged; publish ours, or \
             choose another mail.dkim_selector"
        )),
        None => Finding::Warning(format!("the DKIM key at {name}, or ours, cannot be read to compare them")),
    }
}

fn dmarc(domain: &str, policy: Option<&str>) -> Finding {
    match policy {
        Some(policy) if policy.replace(' ', "").contains(";p=none") => Finding::Good(format!(
            "DMARC \"{policy}\": what fails is only reported; once reports are good, p=quarantine keeps forgeries away"
        )),
        Some(policy) => Finding::Good(format!("DMARC \"{policy}\"")),
        None => Finding::Warning(format!(
            "no DMARC: publish a TXT record at _dmarc.{domain} such as \"v=DMARC1; p=none; rua=mailto:YOU@{domain}\""
        )),
    }
}

/// The public half of an RSA key in PKCS#1 PEM, as PKCS#1 knows it.
fn public_key(pem: &str) -> Option<Vec<u8>> {
    let body: String = pem.lines().map(str::trim).filter(|line| !line.starts_with("-----")).collect();
    let pair = RsaKeyPair::from_der(&BASE64_STANDARD.decode(body).ok()?).ok()?;
    Some(pair.public_key().as_ref().to_vec())
}

#[cfg(test)]
mod tests {
    use simple_dns::ResourceRecord;
    use simple_dns::rdata::TXT;

    use super::*;
    use crate::config::Config;

    /// A server that knows these texts, and gives long ones by TCP alone.
    async fn server(known: Vec<(&'static str, String)>) -> Resolver {
        let tcp = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = tcp.local_addr().unwrap();
        let udp = UdpSocket::bind(address).await.unwrap();
        let answer = move |query: &[u8], by_tcp: bool| -> Vec<u8> {
            let query = Packet::parse(query).unwrap();
            let asked = query.questions[0].qname.to_string();
            let mut answer = query.clone().into_reply();
            let texts: Vec<&String> =
                known.iter().filter(|(name, _)| *name == asked).map(|(_, text)| text).collect();
            if !by_tcp && texts.iter().any(|text| text.len() > 255) {
                answer.set_flags(PacketFlag::TRUNCATION);
                return answer.build_bytes_vec().unwrap();
            }
            for text in texts {
                let mut value = TXT::new();
                for part in text.as_bytes().chunks(255) {
                    value.add_string(std::str::from_utf8(part).unwrap()).unwrap();
                }
                let name = query.questions[0].qname.clone();
                answer.answers.push(ResourceRecord::new(name, CLASS::IN, 60, RData::TXT(value)));
            }
            answer.build_bytes_vec().unwrap()
        };
        actix_web::rt::spawn(async move {
            let mut query = [0; 512];
            loop {
                tokio::select! {
                    Ok((length, from)) = udp.recv_from(&mut query) => {
                        udp.send_to(&answer(&query[..length], false), from).await.unwrap();
                    }
                    Ok((mut stream, _)) = tcp.accept() => {
                        let mut query = vec![0; stream.read_u16().await.unwrap().into()];
                        stream.read_exact(&mut query).await.unwrap();
                        let told = answer(&query, true);
                        stream.write_u16(told.len() as u16).await.unwrap();
                        stream.write_all(&told).await.unwrap();
                    }
                }
            }
        });
        Resolver { servers: vec![address] }
    }

    fn mail(from: &str) -> Mail {
        let key = include_str!("../../mail/signing_test_key.pem");
        let set = |name: &str, value: &str| (format!("BULLETINS_MAIL__{name}"), value.to_owned());
        let variables = [
            set("FROM", from),
            set("SMTP_URL", "smtp://127.0.0.1"),
            set("DKIM_DOMAIN", "example.org"),
            set("DKIM_SELECTOR", "s1"),
            set("DKIM_KEY", key),
        ];
        Config::load(None, variables).unwrap().mail
    }

    /// The same as `openssl rsa -pubout` says: an envelope that names RSA, and the key.
    fn published() -> String {
        let own = public_key(include_str!("../../mail/signing_test_key.pem")).unwrap();
        let mut wrapped = b"an envelope".to_vec();
        wrapped.extend(own);
        BASE64_STANDARD.encode(wrapped)
    }

    fn is_good(finding: &Finding) -> bool {
        matches!(finding, Finding::Good(_))
    }

    #[actix_web::test]
    async fn what_the_domain_says_of_its_sender_is_judged() {
        let resolver = server(vec![
            ("news.example.org", "something else".into()),
            ("news.example.org", "v=spf1 mx -all".into()),
            ("s1._domainkey.example.org", format!("v=DKIM1; k=rsa; p={}", published())),
            ("_dmarc.example.org", "v=DMARC1; p=reject".into()),
        ])
        .await;
        let findings = of_sender(&mail("bulletins@news.example.org"), &resolver).await;
        assert!(findings.len() == 3 && findings.iter().all(is_good), "{findings:?}");
    }

    #[actix_web::test]
    async fn what_is_missing_or_wrong_is_told_with_what_to_do() {
        let resolver = server(vec![
            ("example.org", "v=spf1 +all".into()),
            ("s1._domainkey.example.org", "v=DKIM1; p=AAAA".into()),
        ])
        .await;
        let findings = of_sender(&mail("bulletins@example.org"), &resolver).await;
        for (finding, word) in
            findings.iter().zip(["end it with -all", "is not that of mail.dkim_key", "_dmarc.example.org"])
        {
            assert!(matches!(finding, Finding::Warning(told) if told.contains(word)), "{finding:?}");
        }
        let nowhere = Resolver { servers: Vec::new() };
        let findings = of_sender(&mail("bulletins@example.org"), &nowhere).await;
        assert!(
            matches!(&findings[..], [Finding::Warning(told)] if told.starts_with("skipped")),
            "{findings:?}"
        );
    }

    #[test]
    fn of_two_spf_records_none_counts() {
        let texts = ["v=spf1 -all".to_owned(), "v=spf1 mx ~all".to_owned()];
        assert!(!is_good(&spf("example.org", &texts)) && is_good(&spf("example.org", &texts[..1])));
    }
}
