//! Counts the instructions of a wasm module with an interpreter, which does not depend on the machine.

use anyhow::{Context, Result};
use wasmi::{Caller, Config, Engine, Extern, Instance, Linker, Memory, Module, Store};

/// Prints the fuel a record that a module needs for a file.
pub fn print(module: &str, format: &str, bytes: &[u8]) -> Result<()> {
    let mut config = Config::default();
    config.consume_fuel(true);
    let engine = Engine::new(&config);
    let mut run = Run::start(&engine, &Module::new(&engine, std::fs::read(module)?)?)?;
    let records = if format == "object" { 1 } else { bytes.iter().filter(|b| **b == b'\n').count() as u64 };
    let fuel = run.read(format, bytes)?;
    println!("{}", fuel / records.max(1));
    Ok(())
}

struct Run {
    store: Store<()>,
    instance: Instance,
    memory: Memory,
}

impl Run {
    fn start(engine: &Engine, module: &Module) -> Result<Self> {
        let mut store = Store::new(engine, ());
        store.set_fuel(u64::MAX / 2)?;
        let mut linker = Linker::new(engine);
        // No text of the corpus needs normalisation; if one did, it would come back as it is.
        linker.func_wrap("host", "nfc", |mut caller: Caller<'_, ()>, start: u32, length: u32| -> u32 {
            let memory = caller.get_export("memory").and_then(Extern::into_memory);
            let room = caller.get_export("normal_room").and_then(Extern::into_func);
            let (Some(memory), Some(room)) = (memory, room) else { return 0 };
            let text = memory.data(&caller)[start as usize..(start + length) as usize].to_vec();
            let Ok(room) = room.typed::<u32, u32>(&caller) else { return 0 };
            let Ok(at) = room.call(&mut caller, length) else { return 0 };
            memory.data_mut(&mut caller)[at as usize..][..text.len()].copy_from_slice(&text);
            length
        })?;
        let instance = linker.instantiate_and_start(&mut store, module)?;
        let memory = instance.get_memory(&store, "memory").context("a memory")?;
        Ok(Self { store, instance, memory })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<u32> {
        let room = self.instance.get_typed_func::<u32, u32>(&self.store, "room")?;
        let at = room.call(&mut self.store, bytes.len() as u32)?;
        self.memory.data_mut(&mut self.store)[at as usize..][..bytes.len()].copy_from_slice(bytes);
        Ok(bytes.len() as u32)
    }

    /// Reads all of a file; returns the fuel spent inside the calls that read.
    fn read(&mut self, format: &str, bytes: &[u8]) -> Result<u64> {
        const NOW: f64 = 1_795_000_000_000.0;
        let open = self.instance.get_typed_func::<(u32, u32, u32), ()>(&self.store, "lines_open")?;
        let feed = self.instance.get_typed_func::<(u32, f64), u32>(&self.store, "lines_feed")?;
        let close = self.instance.get_typed_func::<f64, u32>(&self.store, "lines_close")?;
        open.call(&mut self.store, (0, u32::from(format == "csv"), 0))?;
        let begin = self.store.get_fuel()?;
        for chunk in bytes.chunks(1 << 16) {
            let length = self.write(chunk)?;
            feed.call(&mut self.store, (length, NOW))?;
        }
        close.call(&mut self.store, NOW)?;
        Ok(begin - self.store.get_fuel()?)
    }
}
