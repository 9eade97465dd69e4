import { describe, expect, it } from 'vitest';
import { omissionByName } from '../../../../src/core/text/corpus.ts';
import { isExcludedFolder } from '../../../../src/core/text/selection/excluded-folders.ts';

describe('omissionByName', () => {
  it.each([
    [
      'secret',
      ['.env', 'app/.env.local', 'prod.env', 'tls/server.key', 'cert.PEM', '.ssh/config', 'home/.aws/config'],
    ],
    [
      'secret',
      ['id_rsa', 'id_ed25519.pub', 'a.p12', 'credentials', 'Credentials.json', 'credentials-prod.yml'],
    ],
    [
      'secret',
      [
        '.npmrc',
        '.netrc',
        'secrets.yaml',
        'secrets-prod.json',
        'my.secret',
        'terraform.tfvars',
        'service-account.json',
      ],
    ],
    ['secret', ['keys/gh' + 'p_a1B2c3D4e5F6g7H8i9J0k1L2m3.txt', 'AK' + 'IAQ7RT2ZX9LM4KD8WV/readme.md']],
    ['lock-file', ['package-lock.json', 'a/yarn.lock', 'pnpm-lock.yaml', 'Cargo.lock', 'go.sum', 'uv.lock']],
    ['binary', ['logo.png', 'a/B.JPG', 'x.wasm', 'lib.so', 'font.woff2', 'model.safetensors']],
    ['minified', ['jquery.min.js', 'site-min.css', 'app.bundle.js', 'index.js.map']],
    ['generated', ['api.pb.go', 'api_pb2.py', 'user.g.dart', 'Form1.Designer.cs', 'a.test.ts.snap']],
    [
      undefined,
      [
        'main.ts',
        'README.md',
        'environment.ts',
        'locales/sk-SK/messages2.json',
        'keys.ts',
        'key',
        'Makefile',
        'min.js',
        'secretary.ts',
        'secret-name.ts',
      ],
    ],
    [
      undefined,
      ['lock.ts', 'credential.ts', 'block', 'map.js', 'src/env.ts', '.gitignore', 'data.json', 'admin.css'],
    ],
  ])('%s: %j', (reason, paths) => {
    expect(paths.map((path) => omissionByName(path))).toEqual(paths.map(() => reason));
  });
});

describe('isExcludedFolder', () => {
  it('knows folders without sources', () => {
    expect(['.git', 'node_modules', 'dist', '__pycache__', '.venv'].every(isExcludedFolder)).toBe(true);
    expect(['src', 'lib', 'test', 'docs', 'builder'].some(isExcludedFolder)).toBe(false);
  });
});
