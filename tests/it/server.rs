//! A real HTTP server on the loopback, which answers as it is told, byte for byte.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// A server that runs until it is dropped.
pub struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    done: Arc<AtomicBool>,
}

/// What is answered to a request: writes into the connection whatever it likes.
type Answer = dyn Fn(&str, &mut TcpStream) + Send + Sync;

impl Server {
    /// A server that answers each request, its head in lower case, with what `answer` writes.
    pub fn new(answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (asked, done) = (Arc::default(), Arc::default());
        let server = Self { port, asked, done };
        let (asked, done) = (Arc::clone(&server.asked), Arc::clone(&server.done));
        let answer: Arc<Answer> = Arc::new(answer);
        thread::spawn(move || {
            for connection in listener.incoming() {
                if done.load(Ordering::Relaxed) {
                    return;
                }
                let (asked, answer) = (Arc::clone(&asked), Arc::clone(&answer));
                thread::spawn(move || {
                    let mut connection = connection.unwrap();
                    connection.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
                    let head = head_of(&mut connection);
                    asked.lock().unwrap().push(head.clone());
                    answer(&head, &mut connection);
                });
            }
        });
        server
    }

    /// A server that answers every request with these bytes.
    pub fn always(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::new(move |_, connection| drop(connection.write_all(&bytes)))
    }

    /// The address of a path on it.
    pub fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The heads of the requests that came, in lower case.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Relaxed);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn head_of(connection: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && connection.read(&mut byte).is_ok_and(|read| read > 0) {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).to_lowercase()
}

/// An answer with these headers, each on a line of its own, and this body.
pub fn answer(headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut bytes = b"HTTP/1.1 200 OK\r\nConnection: close\r\n".to_vec();
    bytes.extend(format!("Content-Length: {}\r\n", body.len()).bytes());
    bytes.extend(headers.lines().flat_map(|line| format!("{line}\r\n").into_bytes()));
    bytes.extend(b"\r\n");
    bytes.extend(body);
    bytes
}

/// A redirect to that place.
pub fn redirect(to: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
    .into_bytes()
}
