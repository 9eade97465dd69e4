import { copyFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { auditRuntime, type AuditOutcome } from '../../scripts/vsix/runtime-audit.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const folder = temporaryFolder();
for (const file of ['package.json', 'package-lock.json']) copyFileSync(file, join(folder, file));

const advisory = {
  id: 1,
  url: 'https://example.com/1',
  title: 'Planted',
  severity: 'high',
  vulnerable_versions: '*',
};

describe('the audit of what ships', () => {
  const servers: Server[] = [];

  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** Asks a registry that answers audits with this. Resolves to the outcome and to the packages that were asked for. */
  async function audited(
    answer: (response: ServerResponse) => void,
  ): Promise<{ outcome: AuditOutcome; asked: readonly string[] }> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      if (request.method !== 'POST') return response.writeHead(404).end();
      const body = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
      return void text(body).then((json) => {
        asked.push(...Object.keys(JSON.parse(json) as object));
        answer(response);
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const outcome = await auditRuntime(folder, {
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_cache: join(folder, 'cache'),
      npm_config_noproxy: '127.0.0.1',
      npm_config_fetch_retries: '0',
    });
    return { outcome, asked };
  }

  it('asks for the packages that ship, and finds nothing known', async () => {
    const { outcome, asked } = await audited((response) => response.end('{}'));
    expect(outcome).toEqual({ known: [] });
    expect(asked).toEqual(expect.arrayContaining(['assemblyscript', 'chardet', 'ignore', 'jsonc-parser']));
    expect(asked).not.toContain('eslint');
  });

  it('names a package with a known vulnerability', async () => {
    const { outcome } = await audited((response) => response.end(JSON.stringify({ chardet: [advisory] })));
    expect(outcome).toEqual({ known: ['chardet: high'] });
  });

  it('says that nothing is known where the registry answers no audits', async () => {
    const { outcome } = await audited((response) => response.writeHead(405).end());
    expect(outcome).toHaveProperty('notAudited', expect.stringContaining('405'));
  });
});
