//! The sizes of one file.

use std::io::Write;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// In bytes: as it is, and as a host compresses it at best.
#[derive(Debug)]
pub struct Sizes {
    pub raw: usize,
    pub gzip: usize,
    pub brotli: usize,
}

pub fn sizes(content: &[u8]) -> Result<Sizes> {
    Ok(Sizes { raw: content.len(), gzip: gzip(content)?, brotli: brotli(content)? })
}

fn gzip(content: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}

fn brotli(mut content: &[u8]) -> Result<usize> {
    // A window of 16 MiB is the largest that browsers take.
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: content.len(), ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut content, &mut compressed, &parameters)?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetition_is_compressed() -> Result<()> {
        let sizes = sizes(&b"0123456789".repeat(1000))?;
        assert_eq!(sizes.raw, 10_000);
        assert!(sizes.brotli < sizes.gzip && sizes.gzip < 100, "{sizes:?}");
        Ok(())
    }
}
