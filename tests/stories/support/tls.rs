//! A server whose certificate nobody has signed.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection};

/// Made for this, for "localhost" and 127.0.0.1, and good for nothing else.
const CERTIFICATE: &[u8] = include_bytes!("untrusted.pem");
const KEY: &[u8] = include_bytes!("untrusted.key");

/// Where it is; it answers one connection with its certificate.
pub fn server_nobody_trusts() -> SocketAddr {
    let certificate = CertificateDer::from_pem_slice(CERTIFICATE).unwrap();
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut connection = ServerConnection::new(Arc::new(config)).unwrap();
        // The client hangs up once it has seen it.
        while connection.is_handshaking() && connection.complete_io(&mut stream).is_ok() {}
    });
    address
}
