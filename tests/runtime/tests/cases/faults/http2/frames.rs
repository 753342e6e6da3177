//! Frames of HTTP/2 (RFC 9113, section 4), correct or not.

pub const DATA: u8 = 0;
pub const HEADERS: u8 = 1;
pub const RST_STREAM: u8 = 3;
pub const SETTINGS: u8 = 4;
pub const PUSH_PROMISE: u8 = 5;
pub const PING: u8 = 6;
pub const GOAWAY: u8 = 7;
pub const WINDOW_UPDATE: u8 = 8;
pub const CONTINUATION: u8 = 9;

/// The flag of the last frame of a stream.
pub const END_STREAM: u8 = 1;
/// The flag of the last frame with headers.
pub const END_HEADERS: u8 = 4;
/// The flag of the answer to a ping or to settings.
const ACK: u8 = 1;

pub const NO_ERROR: u32 = 0;
pub const PROTOCOL_ERROR: u32 = 1;
pub const INTERNAL_ERROR: u32 = 2;
pub const REFUSED_STREAM: u32 = 7;
pub const CANCEL: u32 = 8;
pub const ENHANCE_YOUR_CALM: u32 = 11;

/// The setting of the number of streams that the client may open at once.
pub const MAX_CONCURRENT_STREAMS: u16 = 3;

/// What a client sends first.
pub const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

const HEAD: usize = 9;

pub fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let head = [&length[1..], &[kind, flags], &stream.to_be_bytes()].concat();
    [&head, payload].concat()
}

/// The settings of a server, and the answer to those of its client.
pub fn settings(values: &[(u16, u32)]) -> Vec<u8> {
    let values = values.iter().map(|(name, value)| {
        let (name, value) = (name.to_be_bytes(), value.to_be_bytes());
        [&name[..], &value].concat()
    });
    let values: Vec<_> = values.collect();
    let own = frame(SETTINGS, 0, 0, &values.concat());
    [own, frame(SETTINGS, ACK, 0, &[])].concat()
}

pub fn reset(stream: u32, reason: u32) -> Vec<u8> {
    frame(RST_STREAM, 0, stream, &reason.to_be_bytes())
}

/// The end of a connection: the last stream that the server processes, and the reason.
pub fn go_away(last: u32, reason: u32) -> Vec<u8> {
    let payload = [last.to_be_bytes(), reason.to_be_bytes()].concat();
    frame(GOAWAY, 0, 0, &payload)
}

/// The head of a successful response.
pub fn head(stream: u32, headers: &[(&str, &str)]) -> Vec<u8> {
    let headers = [vec![(":status", "200")], headers.to_vec()].concat();
    frame(HEADERS, END_HEADERS, stream, &fields(&headers))
}

pub fn data(stream: u32, text: &str) -> Vec<u8> {
    frame(DATA, 0, stream, text.as_bytes())
}

/// The end of a stream.
pub fn end(stream: u32) -> Vec<u8> {
    frame(DATA, END_STREAM, stream, &[])
}

/// A complete response.
pub fn good(stream: u32) -> Vec<u8> {
    let headers = [("content-type", "application/json")];
    [head(stream, &headers), data(stream, "1"), end(stream)].concat()
}

/// Fields as literals that are not indexed (RFC 7541, section 6.2.2).
pub fn fields(fields: &[(&str, &str)]) -> Vec<u8> {
    let fields = fields.iter().map(|(name, value)| {
        let (name, value) = (name.as_bytes(), value.as_bytes());
        [
            &[0],
            &*length(name.len()),
            name,
            &length(value.len()),
            value,
        ]
        .concat()
    });
    fields.collect::<Vec<_>>().concat()
}

/// A number with a prefix of 7 bits (RFC 7541, section 5.1).
fn length(length: usize) -> Vec<u8> {
    let Some(mut rest) = length.checked_sub(127) else {
        return vec![length as u8];
    };
    let mut bytes = vec![127];
    while rest >= 128 {
        bytes.push((rest % 128) as u8 | 128);
        rest /= 128;
    }
    bytes.push(rest as u8);
    bytes
}

/// Returns the length of the first complete request in the bytes, with the frames before it, and the number of its
/// stream.
pub fn request(received: &[u8]) -> Option<(usize, u32)> {
    let mut end = 0;
    loop {
        let head: [u8; HEAD] = received.get(end..end + HEAD)?.try_into().unwrap();
        let [a, b, c, kind, flags, stream @ ..] = head;
        end += HEAD + u32::from_be_bytes([0, a, b, c]) as usize;
        if received.len() < end {
            return None;
        }
        if matches!(kind, HEADERS | DATA) && flags & END_STREAM != 0 {
            return Some((end, u32::from_be_bytes(stream)));
        }
    }
}
