// The official TypeScript client's three ways to choose an era.
import { Client } from '@modelcontextprotocol/client';
import { CAPABILITIES } from './typescript-features.mjs';

export const WAYS = [
  { name: 'modern', mode: { pin: '2026-07-28' }, era: 'modern' },
  { name: 'legacy', mode: 'legacy', era: 'legacy' },
  { name: 'probing', mode: 'auto', era: 'modern' },
];

export function newClient(way) {
  return new Client(
    { name: 'lmcp-verification', version: '1' },
    { versionNegotiation: { mode: way.mode }, capabilities: CAPABILITIES },
  );
}
