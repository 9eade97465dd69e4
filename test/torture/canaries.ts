import { sourceOf } from '../worker/source-of.ts';

/** A made-up secret where somebody might have left it. */
export interface Canary {
  readonly kind: string;
  /** How the name of its file ends. */
  readonly ending: string;
  readonly before: string;
  readonly secret: string;
  readonly after: string;
  /** Made of words, of which parts may stand anywhere. */
  readonly isWords: boolean;
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const letters = lower + lower.toUpperCase();

/** Numbers from 0 to less than `below`, always the same for the same seed (mulberry32). */
export function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return Math.floor((((x ^ (x >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Draw = (below: number) => number;
type Value = (draw: Draw) => string;

const from =
  (alphabet: string, length: number): Value =>
  (draw) =>
    Array.from({ length }, () => alphabet[draw(alphabet.length)]).join('');
const all =
  (...parts: readonly (string | Value)[]): Value =>
  (draw) =>
    parts.map((part) => (typeof part === 'string' ? part : part(draw))).join('');

const mixed = (length: number) => from(letters + digits, length);
const hex = (length: number) => from(digits + 'abcdef', length);
const base32 = (length: number) => from(lower.toUpperCase() + '234567', length);

/** As people choose passwords: with digits at the end, with signs, of letters alone, and with digits inside. */
const endsInDigits = all(from(lower, 7), from(digits, 3));
const withSigns = all(from(letters, 6), '-', from(digits, 2), '!', from(lower, 3));
const lettersAlone = from(lower, 12);
const digitsInside = all(from(lower, 5), from('23456789', 1), from(letters, 6));
const chosen = [endsInDigits, withSigns, lettersAlone, digitsInside];

const syllables = ['ba', 'ko', 'lu', 'mi', 'ne', 'ra', 'so', 'ti', 'vu', 'za'];
const word: Value = (draw) => Array.from({ length: 3 }, () => syllables[draw(10)]).join('');
/** Names have other syllables than passphrases, so that no word of one is another's by chance. */
const nameSyllables = ['ce', 'do', 'fi', 'ge', 'hi', 'jo', 'pa', 'wu', 'xe', 'ya'];
const passphrase: Value = all(word, ' ', word, ' ', word, ' ', word);

const card: Value = (draw) => {
  const middle = `4${from(digits, 14)(draw)}`;
  const sum = [...middle].reduce((total, digit, i) => {
    const twice = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return middle + String((10 - (sum % 10)) % 10);
};

/** Where secrets are left, by kind: endings of files, values, and lines in which `§` stands for the secret. */
const kinds: Readonly<Record<string, readonly [string, readonly Value[], readonly string[]]>> = {
  TypeScript: ['ts', chosen, ["  const password = '§';", '  readonly dbPassword: string = "§";', "pwd: '§',"]],
  'what is missing': ['ts', chosen, ["password: process.env.DB_PASSWORD ?? '§',", "pass: env.SMTP_PASSWORD || '§',"]],
  Python: ['py', chosen, ['    password = "§"', "PASSWORD = os.getenv('PASSWORD') or '§'", 'connect(user="joe", passwd="§")']],
  Go: ['go', chosen, ['\tpassword := "§"', 'const dbPassword string = "§"']],
  Java: ['java', chosen, ['user.setPassword("§");', 'private static final String PASSWORD = "§";', '@Value("${db.password:§}")']],
  'C#': ['cs', chosen, ['var cs = "Server=db;User Id=sa;Password=§;";', 'public string Password { get; set; } = "§";']],
  PHP: ['php', chosen, ["$config['password'] = '§';", "define('DB_PASSWORD', '§');", "'password' => '§',"]],
  Rust: ['rs', chosen, ['let password: &str = "§";', 'static DB_PASSWORD: &str = "§";']],
  C: ['c', chosen, ['#define WIFI_PASSWORD "§"', 'const char password[] = "§";']],
  'environment files': ['env.example', chosen, ['DB_PASSWORD=§', 'export SMTP_PASS="§"', 'PGPASSWORD=§']],
  YAML: ['yaml', chosen, ['  password: §', "db_password: '§'", 'passphrase: § # for the key']],
  'YAML of clusters': ['yaml', chosen, ['  - name: DB_PASSWORD\n    value: §', '  password: >-\n    §']],
  properties: ['properties', chosen, ['spring.datasource.password=§', 'mail.smtp.password=§']],
  JSON: ['json', chosen, ['  "password": "§",', '  { "name": "DB_PASSWORD", "value": "§" },']],
  XML: ['xml', chosen, ['<password>§</password>', '<property name="password" value="§"/>']],
  addresses: ['toml', chosen, ['url = "postgres://joe:§@localhost/db"', 'redis = "redis://:§@cache:6379"']],
  'connection strings': ['ini', chosen, ['dsn = "host=db user=joe password=§"', 'db=Driver={SQL};UID=sa;PWD=§;']],
  SQL: ['sql', chosen, ["CREATE USER joe IDENTIFIED BY '§';", "ALTER ROLE joe WITH PASSWORD '§';"]],
  'shell history': ['sh', chosen, ['curl -u joe:§ https://host/a', 'mysql -u root -p§ shop', 'sshpass -p § ssh host', 'zip -P § a.zip b', 'echo "joe:§" | sudo chpasswd']],
  logins: ['js', chosen, ['login("admin", "§");', "client.authenticate('joe', '§')", 'auth: ["joe", "§"],']],
  'comments in Chinese': ['ts', chosen, ['// 数据库密码：§', '// 账号：admin，密码：§', '/* 口令：§ */']],
  Markdown: ['md', [digitsInside, withSigns], ['The password is §', '| password | § |', '- **Password:** `§`']],
  'Terraform': ['tf', chosen, ['  password = "§"', '  master_password = "§"']],
  'Dockerfiles': ['Dockerfile', chosen, ['ENV MYSQL_ROOT_PASSWORD=§', 'ARG DB_PASSWORD=§']],
  passphrases: ['yaml', [passphrase], ['passphrase: §', 'password: "§"', 'mnemonic: "§"', '# 密码：§']],
  notebooks: ['ipynb', [mixed(32), digitsInside], ['password = "§"', 'os.environ["API_TOKEN"] = "§"']],
  'GitHub tokens': ['md', [mixed(36)], ['git clone https://gh' + 'p_§@github.com/a/b', 'use gh' + 'o_§ there']],
  'Stripe keys': ['ts', [mixed(24)], ['new Stripe("sk' + '_live_§")', '// sk' + '_test_§']],
  'AWS keys': ['ini', [base32(16)], ['aws_access_key_id = AK' + 'IA§']],
  'AWS secrets': ['ini', [mixed(40)], ['aws_secret_access_key = §', 'secret: §']],
  'Slack tokens': ['py', [mixed(24)], ['client = WebClient("xo' + 'xb-1234567890-§")']],
  'Google keys': ['js', [mixed(35)], ["key: 'AI" + "za§',"]],
  'OpenAI keys': ['py', [mixed(40)], ['openai.api_key = "sk' + '-proj-§"']],
  'npm tokens': ['sh', [mixed(36)], ['npm config set //registry/:_authToken np' + 'm_§']],
  'JSON web tokens': ['http', [all(mixed(30), '.ey', mixed(60), '.', mixed(43))], ['Authorization: Bearer ey' + 'Jhb§']],
  'basic authorization': ['http', [all(mixed(27), '=')], ['Authorization: Basic §']],
  'hexadecimal keys': ['env.example', [hex(32), hex(64)], ['ENCRYPTION_KEY=§', 'SECRET_KEY_BASE=§', "key = '§'"]],
  'Ethereum keys': ['js', [hex(64)], ['const privateKey = "0x§";', 'PRIVATE_KEY=0x§']],
  'lower-case tokens': ['yaml', [from(lower + digits, 32)], ['token: §', 'api_key: "§"']],
  'seeds of one-time codes': ['ts', [base32(32)], ["secret: '§',", 'otpauth://totp/A:joe?secret=§&issuer=A']],
  'webhooks': ['ts', [mixed(68)], ['fetch("https://discord' + '.com/api/webhooks/123456789012345678/§")']],
  'hashes of passwords': ['txt', [mixed(53)], ['joe:$2b' + '$12$§:19000:0:99999:7:::']],
  'client secrets': ['properties', [all(mixed(8), '-', mixed(24))], ['oauth.client.secret=§', 'client_secret=§']],
  'card numbers': ['ts', [card], ["number: '§',", '// pays with §']],
  'private keys': [
    'txt',
    [all(mixed(64), '\n', mixed(64), '\n', mixed(40))],
    ['-----BEGIN RSA PRIVATE' + ' KEY-----\n§\n-----END RSA PRIVATE' + ' KEY-----', '-----BEGIN PRIVATE' + ' KEY-----\n§\n-----END'],
  ],
  'private keys in JSON': ['json', [all(mixed(64), '\\n', mixed(64))], ['"private_key": "-----BEGIN PRIVATE' + ' KEY-----\\n§\\n-----END PRIVATE' + ' KEY-----\\n",']],
}; // prettier-ignore

/** One secret for each line and each way to choose it, all different. */
export function canariesOf(seed: number): readonly Canary[] {
  const draw = drawing(seed);
  return Object.entries(kinds).flatMap(([kind, [ending, values, lines]]) =>
    lines.flatMap((line) =>
      values.map((value) => {
        const [before, after] = line.split('§') as [string, string];
        return { kind, ending, before, secret: value(draw), after, isWords: value === passphrase };
      }),
    ),
  );
}

const fillers: Readonly<Record<string, string | undefined>> = {
  py: 'class NOUN:\n    def __init__(self, name):\n        self.name = name\n\n    def ready(self):\n        return self.name is not None\n',
  sh: 'set -eu\ncd NOUN\nfor file in *.txt; do\n  echo "NOUN $file"\ndone\n',
  yaml: 'NOUN:\n  replicas: 2\n  labels:\n    app: NOUN\n',
  properties: 'NOUN.name=The NOUN\nNOUN.enabled=true\n',
  ini: '[NOUN]\nenabled = true\nname = The NOUN\n',
  toml: '[NOUN]\nenabled = true\nname = "The NOUN"\n',
  'env.example': 'NOUN_NAME=NOUN\nNOUN_ENABLED=true\n',
  json: '{\n  "name": "NOUN",\n  "enabled": true,\n',
  xml: '<NOUN enabled="true">\n  <name>The NOUN</name>\n</NOUN>\n',
  sql: 'SELECT name FROM NOUN WHERE enabled = 1 ORDER BY name;\n',
  md: '# The NOUN\n\nThe NOUN is ready when its name is set.\n\n',
  tf: 'resource "NOUN" "main" {\n  name    = "The NOUN"\n  enabled = true\n}\n',
  Dockerfile: 'FROM NOUN:latest\nWORKDIR /NOUN\nCOPY . .\nRUN make NOUN\n',
  http: 'GET /NOUN HTTP/1.1\nHost: NOUN.example.org\nAccept: text/html\n',
  txt: 'The NOUN is ready when its name is set. Nobody waits for the NOUN.\n',
};

/** What else stands in a file: code or settings about a noun. */
export function fillerOf(ending: string, noun: string): string {
  return fillers[ending]?.replaceAll('NOUN', noun) ?? sourceOf(noun);
}

/** A name that nobody uses, as a noun. */
export function nounOf(draw: (below: number) => number): string {
  return Array.from({ length: 3 }, () => nameSyllables[draw(10)]).join('');
}

const PART = 6;
/** Digits and hexadecimal stand in digests and figures, too. */
const PART_OF_DIGITS = 10;

/**
 * The parts of secrets by which they are found in texts and bytes: every six characters, ten of hexadecimal and, of
 * those of words, every two words.
 */
export function partsOf(canaries: readonly Canary[]): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const { secret, isWords } of canaries) {
    const words = secret.split(' ');
    if (isWords) words.slice(1).forEach((second, i) => parts.add(`${words[i]} ${second}`));
    else for (const line of secret.split(/\n|\\n/)) for (const part of piecesOf(line)) parts.add(part);
  }
  return parts;
}

function piecesOf(line: string): readonly string[] {
  const length = /^[0-9a-f]+$/.test(line) ? PART_OF_DIGITS : PART;
  return Array.from({ length: Math.max(0, line.length - length + 1) }, (_, i) => line.slice(i, i + length));
}

/** The parts that a text holds. */
export function partsIn(text: string, parts: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  for (const length of new Set([...parts].map((part) => part.length)))
    for (let i = 0; i + length <= text.length; i++) {
      const part = text.slice(i, i + length);
      if (parts.has(part)) found.add(part);
    }
  return [...found];
}
