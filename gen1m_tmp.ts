import { Command } from 'commander'
import pg from 'pg'
import { registerRegistryGenerate } from './src/cli/registry-generate.ts'
import { registerRegistryImport } from './src/cli/registry-import.ts'
const withOwner = async (act: (pool: pg.Pool) => Promise<void>) => { const pool = new pg.Pool({ connectionString: process.env.DBURL }); try { await act(pool) } finally { await pool.end() } }
const c = new Command('registry'); registerRegistryGenerate(c, withOwner); registerRegistryImport(c, withOwner)
await c.parseAsync()
