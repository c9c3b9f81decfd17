//! Where a pack's bytes live, and reading integers from them without alignment or trust.

use std::sync::Arc;

/// The bytes of a pack: embedded in the program, or owned and shared between clones.
#[derive(Clone)]
pub struct PackBytes(Inner);

#[derive(Clone)]
enum Inner {
    Static(&'static [u8]),
    Shared(Arc<dyn AsRef<[u8]> + Send + Sync>),
}

impl PackBytes {
    pub(crate) fn shared(bytes: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Self {
        Self(Inner::Shared(bytes))
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        match &self.0 {
            Inner::Static(bytes) => bytes,
            Inner::Shared(bytes) => (**bytes).as_ref(),
        }
    }
}

impl From<&'static [u8]> for PackBytes {
    fn from(bytes: &'static [u8]) -> Self {
        Self(Inner::Static(bytes))
    }
}

impl<const N: usize> From<&'static [u8; N]> for PackBytes {
    fn from(bytes: &'static [u8; N]) -> Self {
        Self(Inner::Static(bytes))
    }
}

impl From<Vec<u8>> for PackBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Inner::Shared(Arc::new(bytes)))
    }
}

impl From<Arc<[u8]>> for PackBytes {
    fn from(bytes: Arc<[u8]>) -> Self {
        Self(Inner::Shared(Arc::new(bytes)))
    }
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    array_at(bytes, at).map(u16::from_le_bytes)
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    array_at(bytes, at).map(u32::from_le_bytes)
}

pub(crate) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    array_at(bytes, at).map(u64::from_le_bytes)
}

fn array_at<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}
