//! The functions of a wasm module in the order that a compressor wants: like beside like, and the same only once.
//!
//! Generic code becomes many functions that differ in little. A compressor finds what they share, and pays for how far
//! back it stands. Nothing but the numbers of functions is changed, so that the module does the same as quickly.

use anyhow::Result;
use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, Function, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

/// So many marks of a function are compared.
const MARKS: usize = 128;
/// A mark that more functions share says nothing of likeness.
const COMMON: usize = 300;
/// The least part of their marks that neighbours share.
const LEAST: f64 = 0.03;

/// The module with its functions in order.
pub fn ordered(wasm: &[u8]) -> Result<Vec<u8>> {
    let (imports, types) = functions(wasm)?;
    let (first, bodies) = the_same(wasm, imports, &types)?;
    let kept: Vec<usize> = (0..types.len()).filter(|&function| first[function] == function).collect();
    let order = chained(&kept.iter().map(|&function| bodies[function].as_slice()).collect::<Vec<_>>());
    let order: Vec<usize> = order.into_iter().map(|at| kept[at]).collect();
    let mut place = vec![0; types.len()];
    for (at, &function) in order.iter().enumerate() {
        place[function] = at;
    }
    let mut renumbered = Renumbered { numbers: numbers(imports, first.iter().map(|&same| place[same])), order };
    let mut module = Module::new();
    renumbered.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

/// How many functions are imported, and the types of the module's own.
fn functions(wasm: &[u8]) -> Result<(usize, Vec<u32>)> {
    let (mut imports, mut types) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imports += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => types = section.into_iter().collect::<Result<_, _>>()?,
            _ => {}
        }
    }
    Ok((imports, types))
}

/// The number of each function, where the module's own have these places among themselves.
fn numbers(imports: usize, places: impl Iterator<Item = usize>) -> Vec<u32> {
    (0..imports).chain(places.map(|place| imports + place)).map(|number| number as u32).collect()
}

/// The first function that is the same as each, and the bodies when those that are the same have one number. Functions
/// are the same, too, when they differ only in which of the same functions they call.
fn the_same(wasm: &[u8], imports: usize, types: &[u32]) -> Result<(Vec<usize>, Vec<Vec<u8>>)> {
    let mut first: Vec<usize> = (0..types.len()).collect();
    loop {
        let bodies = bodies(wasm, numbers(imports, first.iter().copied()))?;
        let mut seen = HashMap::new();
        let same = types.iter().zip(&bodies).enumerate();
        let same: Vec<usize> = same.map(|(at, function)| *seen.entry(function).or_insert(at)).collect();
        if same == first {
            return Ok((first, bodies));
        }
        first = same;
    }
}

/// The bodies of the module's own functions, with these numbers in them.
fn bodies(wasm: &[u8], numbers: Vec<u32>) -> Result<Vec<Vec<u8>>> {
    let mut renumbered = Renumbered { numbers, order: Vec::new() };
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CodeSectionEntry(body) = payload? {
            bodies.push(renumbered.function(&body)?.into_raw_body());
        }
    }
    Ok(bodies)
}

/// The bodies' places, like beside like: the pairs that share most become neighbours first, as long as both have a side
/// free and are not the two ends of one chain.
fn chained(bodies: &[&[u8]]) -> Vec<usize> {
    let mut beside = vec![Vec::with_capacity(2); bodies.len()];
    let mut other_end: Vec<usize> = (0..bodies.len()).collect();
    for (one, other) in pairs(bodies) {
        if beside[one].len() < 2 && beside[other].len() < 2 && other_end[one] != other {
            beside[one].push(other);
            beside[other].push(one);
            let (begin, end) = (other_end[one], other_end[other]);
            (other_end[begin], other_end[end]) = (end, begin);
        }
    }
    let mut ends: Vec<usize> = (0..bodies.len()).filter(|&body| beside[body].len() < 2).collect();
    ends.sort_by_key(|&body| bodies[body]);
    let mut placed = vec![false; bodies.len()];
    let mut order = Vec::with_capacity(bodies.len());
    for end in ends {
        let mut next = (!placed[end]).then_some(end);
        while let Some(body) = next {
            placed[body] = true;
            order.push(body);
            next = beside[body].iter().copied().find(|&body| !placed[body]);
        }
    }
    order
}

/// Pairs of bodies that share marks, the most alike first.
fn pairs(bodies: &[&[u8]]) -> Vec<(usize, usize)> {
    let marks: Vec<Vec<u32>> = bodies.iter().map(|body| marks(body)).collect();
    let mut having: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut pairs = Vec::new();
    let mut shared = vec![0; bodies.len()];
    for (one, own) in marks.iter().enumerate() {
        let mut others = Vec::new();
        for mark in own {
            let having = having.entry(*mark).or_default();
            for &other in having.iter().filter(|_| having.len() < COMMON) {
                if shared[other] == 0 {
                    others.push(other);
                }
                shared[other] += 1;
            }
            having.push(one);
        }
        for other in others {
            let both = std::mem::take(&mut shared[other]);
            let likeness = f64::from(both) / (own.len() + marks[other].len() - both as usize) as f64;
            if likeness >= LEAST {
                pairs.push((likeness, other, one));
            }
        }
    }
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    pairs.into_iter().map(|(_, one, other)| (one, other)).collect()
}

/// Four bytes that follow each other are a mark. Of a large body those are taken that come first when all are
/// scattered, so that bodies that share most bytes share most marks.
fn marks(body: &[u8]) -> Vec<u32> {
    let scattered =
        |four: &[u8]| four.iter().fold(0u32, |mark, byte| (mark << 8) | u32::from(*byte)).wrapping_mul(0x9e37_79b1);
    let mut marks: Vec<u32> = body.windows(4).map(scattered).collect();
    marks.sort_unstable();
    marks.dedup();
    marks.truncate(MARKS);
    marks
}

/// A module whose functions have other numbers: `order` are its own functions, as they stand after one another.
struct Renumbered {
    numbers: Vec<u32>,
    order: Vec<usize>,
}

impl Renumbered {
    fn function(&mut self, body: &FunctionBody<'_>) -> Result<Function, Error<Infallible>> {
        let mut function = self.new_function_with_parsed_locals(body)?;
        let mut instructions = body.get_operators_reader()?;
        while !instructions.eof() {
            function.instruction(&self.parse_instruction(&mut instructions)?);
        }
        Ok(function)
    }
}

impl Reencode for Renumbered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.numbers[function as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for &function in &self.order {
            functions.function(types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies: Vec<FunctionBody<'_>> = section.into_iter().collect::<Result<_, _>>()?;
        for at in 0..self.order.len() {
            code.function(&self.function(&bodies[self.order[at]])?);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::Range;
    use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Instruction, TypeSection, ValType};
    use wasmparser::Operator;

    /// A module that imports one function and exports those with these bodies, each by its place.
    fn module(functions: &[Vec<Instruction<'_>>]) -> Vec<u8> {
        let (mut types, mut imports, mut own) = (TypeSection::new(), ImportSection::new(), FunctionSection::new());
        let (mut exports, mut code, mut module) = (ExportSection::new(), CodeSection::new(), Module::new());
        types.ty().function([], [ValType::I32]);
        imports.import("page", "random", EntityType::Function(0));
        for (at, instructions) in (0..).zip(functions) {
            let mut body = Function::new([]);
            for instruction in instructions.iter().chain([&Instruction::End]) {
                body.instruction(instruction);
            }
            own.function(0);
            exports.export(&at.to_string(), ExportKind::Func, at + 1);
            code.function(&body);
        }
        module.section(&types).section(&imports).section(&own).section(&exports).section(&code);
        module.finish()
    }

    /// The number that each function is exported by, and what the module's own functions call.
    fn read(wasm: &[u8]) -> (Vec<u32>, Vec<Vec<u32>>) {
        let (mut exported, mut calls) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::ExportSection(section) => {
                    exported = section.into_iter().map(|one| one.unwrap().index).collect()
                }
                Payload::CodeSectionEntry(body) => {
                    let instructions = body.get_operators_reader().unwrap().into_iter().map(Result::unwrap);
                    calls.push(instructions.filter_map(|one| called(&one)).collect());
                }
                _ => {}
            }
        }
        (exported, calls)
    }

    fn called(instruction: &Operator<'_>) -> Option<u32> {
        match instruction {
            Operator::Call { function_index } => Some(*function_index),
            _ => None,
        }
    }

    #[test]
    fn the_same_functions_are_one_and_calls_lead_where_they_led() {
        let constant = |value| vec![Instruction::I32Const(value)];
        let call = |function| vec![Instruction::Call(function)];
        let functions = [constant(1), call(1), constant(2), call(0), constant(1), call(5), call(3)];
        let (exported, calls) = read(&ordered(&module(&functions)).unwrap());
        assert_eq!(calls.len(), 5, "1 and 1, and the two that call them, are one each");
        assert_eq!((exported[0], exported[1]), (exported[4], exported[5]));
        let calls = |function: usize| calls[exported[function] as usize - 1].clone();
        let expected = [vec![], vec![exported[0]], vec![], vec![0], vec![], vec![exported[0]], vec![exported[2]]];
        assert_eq!((0..7).map(calls).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn like_functions_stand_beside_each_other() {
        let sums = |first: i32, values: Range<i32>| -> Vec<Instruction<'static>> {
            let terms = values.flat_map(|value| [Instruction::I32Const(value), Instruction::I32Add]);
            [Instruction::I32Const(first)].into_iter().chain(terms).collect()
        };
        let functions = [sums(1, 100..140), sums(1, 5000..5040), sums(2, 100..140), sums(2, 5000..5040)];
        let (exported, _) = read(&ordered(&module(&functions)).unwrap());
        assert_eq!((exported[0].abs_diff(exported[2]), exported[1].abs_diff(exported[3])), (1, 1));
    }
}
