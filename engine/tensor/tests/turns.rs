//! The turns of random segments, against a table that the compiler's schedule is checked against, too: `RowScheduleTest`, which also writes it
//! (`-Dgolden.update=true`).

use halyard_tensor::Flash;
use halyard_tensor::stream::{self, Read, Stage};

/// A segment of the table has no more; stages without rows have no turns.
const MOST: usize = 8;

#[test]
fn equal_those_of_the_compiler() {
    let mut stages = Vec::new();
    let mut segments = 0;
    for line in include_str!("turns.txt").lines() {
        if let Some(expected) = line.strip_prefix("turns ") {
            assert_eq!(turns(&stages), expected, "segment {segments}");
            segments += 1;
            stages.clear();
        } else {
            stages.push(stage(line));
        }
    }
    assert!(segments >= 50 && stages.is_empty());
}

fn stage(line: &str) -> Stage<MOST> {
    let mut parts = line.split(" read ");
    let sizes = numbers(parts.next().unwrap().strip_prefix("stage ").unwrap());
    let mut reads = [Read::NOTHING; MOST];
    for (place, part) in reads.iter_mut().zip(parts) {
        let [stage, stride, before, span, rows] = numbers(part)[..] else {
            panic!("a read has five numbers: {line}");
        };
        *place = Read {
            stage,
            stride,
            before,
            span,
            rows,
        };
    }
    Stage {
        rows: sizes[0],
        granule: sizes[1],
        reads,
    }
}

fn numbers(text: &str) -> Vec<u16> {
    text.split(' ').map(|word| word.parse().unwrap()).collect()
}

/// Runs a segment and tells its turns as the table does: stage and last row.
fn turns(stages: &[Stage<MOST>]) -> String {
    let none = Stage {
        rows: 0,
        granule: 1,
        reads: [Read::NOTHING; MOST],
    };
    let mut all = [none; MOST];
    all[..stages.len()].copy_from_slice(stages);
    let segment = Box::leak(Box::new(Flash::new(all)));
    let mut turns = Vec::new();
    stream::run(segment, |stage, rows| {
        turns.push(format!("{stage}:{}", rows.end));
    });
    turns.join(" ")
}
