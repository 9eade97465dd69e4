/** A line or two of a file, with one made-up secret in it. */
export interface Planted {
  readonly kind: string;
  readonly before: string;
  readonly secret: string;
  readonly after: string;
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const letters = lower + lower.toUpperCase();

/**
 * `length` characters that look random, always the same for the same seed. Secrets are put together here, so that none
 * stands in this repository.
 */
function drawn(alphabet: string, length: number, seed: number): string {
  let state = seed * 2654435761 + 12345;
  let text = '';
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    text += alphabet[Math.floor((state / 2 ** 32) * alphabet.length)];
  }
  return text;
}

const mixed = (length: number, seed: number): string => drawn(letters + digits, length, seed);
const hex = (length: number, seed: number): string => drawn(digits + 'abcdef', length, seed);
const upper = (length: number, seed: number): string => drawn(lower.toUpperCase() + '234567', length, seed);

/** As people choose them: letters and digits, with signs, letters alone, words with signs, random ones. */
const passwords: readonly ((seed: number) => string)[] = [
  (seed) => `${drawn(lower, 6, seed)}${drawn(digits, 3, seed)}`,
  (seed) => `${drawn(letters, 5, seed)}-${drawn(digits, 2, seed)}!${drawn(lower, 2, seed)}`,
  (seed) => drawn(lower, 11, seed),
  (seed) => `${drawn(lower, 5, seed)}.${drawn(lower, 5, seed + 1)}.${drawn(digits, 2, seed)}`,
  (seed) => mixed(14, seed),
];

/** What may hold a password, by kind: `*` stands for it. */
const ofPasswords: Readonly<Record<string, readonly string[]>> = {
  'assignments in quotes': [
    'const password = "*";',
    "let dbPassword = '*'",
    'this.passphrase = `*`;',
    'password := "*"',
    'string password = "*";',
    'password: string = "*",',
    "PASSWORD = '*'",
    'pwd="*"',
    "$config['passwd'] = '*';",
    'user.secret = b"*"',
    'if (password === "*") open();',
    'let password: &str = "*";',
    'passwords = ["*"]',
    '#define API_SECRET "*"',
  ],
  JSON: [
    '{ "password": "*" }',
    '  "db_pwd": "*",',
    "'passphrase': '*',",
    '"admin.password":"*"',
    '{\\"password\\":\\"*\\"}',
  ],
  'environment files': ['DB_PASSWORD=*', 'export PGPASSWORD=*', 'PASS=*', 'MYSQL_PWD=*', 'SMTP_PASS="*"'],
  Docker: ['ENV MYSQL_ROOT_PASSWORD=*', '      - MYSQL_PASSWORD=*', '      MYSQL_PASSWORD: *'],
  YAML: ['password: *', '  db_password: *', "  password: '*'", '- passphrase: * # of the key', 'pwd: *'],
  properties: ['spring.datasource.password=*', 'mail.smtp.password=*', 'db-password=*', 'password=*'],
  'connection strings': [
    '"Server=db;User Id=sa;Password=*;Encrypt=true"',
    "'Data Source=db;Pwd=*'",
    'Driver={SQL Server};Server=db;UID=sa;PWD=*;',
  ],
  addresses: [
    'postgres://joe:*@localhost/db',
    '"redis://:*@cache:6379"',
    'git clone https://me:*@host/a.git',
  ],
  queries: ['"jdbc:mysql://db/a?user=joe&password=*"', 'https://host/login?password=*&user=joe'],
  XML: ['<password>*</password>', '<user name="joe" password="*"/>', '<add key="DbPassword" value="*" />'],
  'options of commands': [
    'tool --password * --verbose',
    'tool --password=*',
    "tool --db-password '*'",
    'curl -u joe:* https://host',
    'curl -s --user "joe:*" https://host',
    'mysql -u root -p* shop',
    'sshpass -p * ssh host',
    'docker login -u joe -p * registry',
  ],
  arguments: [
    'login("admin", "*");',
    "client.login('joe', '*')",
    'session.authenticate("joe", "*")',
    'user.setPassword("*");',
    "define('DB_PASSWORD', '*');",
    'auth=("joe", "*")',
    'new PasswordAuthentication("joe", "*".toCharArray())',
    'HTTPBasicAuth("joe", "*")',
  ],
  SQL: [
    "CREATE USER joe IDENTIFIED BY '*';",
    "IDENTIFIED WITH native_password BY '*'",
    "ALTER ROLE joe SET password = '*';",
  ],
  'comments in Chinese': [
    '// 数据库密码：*',
    '# 密码: *',
    '<!-- 口令：* -->',
    '# 密码是 *',
    '# 密码（测试）：*',
    '# 账号：admin，密码：*',
    '密码是：*',
  ],
  'comments in other languages': ['// パスワード：*', '# 비밀번호: *', '# пароль: *'],
  'values for what is missing': [
    'PASSWORD="${PASSWORD:-*}"',
    'password: ${DB_PASSWORD:*}',
    '@Value("${db.password:*}")',
    'DB_PASSWORD=${DB_PASSWORD:=*}',
    "const password = process.env.DB_PASSWORD || '*';",
    "password: process.env.PASSWORD ?? '*',",
    'password = os.environ.get("DB_PASSWORD") or "*"',
    "$password = getenv('DB_PASSWORD') ?: '*';",
    "const password = isTest ? '*' : undefined;",
  ],
  'names and values': [
    '    - name: DB_PASSWORD\n      value: *\n',
    '    - name: DB_PASSWORD\n      value: "*"\n',
    '{ "name": "DB_PASSWORD", "value": "*" }',
    '  {\n    "name": "DB_PASSWORD",\n    "value": "*"\n  }',
    '<property name="password" value="*"/>',
    '<param name="password" type="string" value="*" />',
    '<key>Password</key>\n<string>*</string>',
  ],
  elements: ['<password><![CDATA[*]]></password>', '<wsse:Password Type="Text">*</wsse:Password>'],
  'blocks of YAML': ['password: |\n  *\n', 'db_password: >-\n  *\n'],
  'typed declarations': [
    'const Password string = "*"',
    'const char password[] = "*";',
    'public string Password { get; set; } = "*";',
    "DECLARE @password NVARCHAR(50) = '*'",
    'Dim password As String = "*"',
    'password <- "*"',
    "SET PASSWORD FOR joe = '*'",
    'password.equals("*")',
  ],
  'commands of a shell': [
    'zip -P * a.zip b',
    '7z x -p* a.7z',
    'mongosh --username joe -p * db',
    'sqlcmd -S host -U sa -P *',
    'ldapsearch -x -D cn=admin -w * -b dc',
    'az login -u joe -p *',
    "ssh-keygen -t ed25519 -N '*' -f k",
    'openssl enc -aes-256-cbc -passin pass:* -in a',
    'htpasswd -b .htpasswd joe *',
    'net user joe * /add',
    'setx DB_PASSWORD *',
    '$a = ConvertTo-SecureString "*" -AsPlainText -Force',
    'smbclient //h/s -U joe%*',
    'keytool -storepass * -list',
    'echo "joe:*" | sudo chpasswd',
    'echo * | docker login -u joe --password-stdin',
    'kubectl create secret generic db --from-literal=password=*',
    'psql "host=db user=joe password=*"',
  ],
  'names and passwords': ['basic_auth = joe:*', '"auth": "joe:*"', 'root:*@tcp(localhost:3306)/db'],
  'more arguments': [
    `createHmac('sha256', "*").update(text)`,
    '$pdo = new PDO("mysql:host=db", "joe", "*");',
    'WiFi.begin("ssid", "*");',
    'auth: { user: "joe", pass: "*" }',
    'wpa_passphrase=*',
    'psk="*"',
    'ansible_ssh_pass=*',
  ],
};

/** What may hold a password whose digits are among its letters, as names in code rarely have them. */
const ofMixed: readonly string[] = [
  'machine host login joe password *',
  'DEBUG {user: joe, password: *}',
  'login ok: user joe, password=*',
  '[info] password: *',
  'Your password is *',
  '| password | * |',
  '// password *',
  '# pass: *',
  'log in (password: *)',
  'credentials = ("joe", "*")',
  'client.auth("*")',
  'jwt.sign(payload, "*")',
  'DriverManager.getConnection(url, "joe", "*")',
  'user:*@localhost/db',
  'http_proxy=joe:*@proxy:80',
  'sqlplus joe/*@db',
];

/** What may hold a token or key. */
const ofTokens: Readonly<Record<string, readonly string[]>> = {
  'keys by name': [
    'const apiKey = "*";',
    'API_KEY=*',
    'api-key: *',
    '"access_token": "*"',
    'auth_token = *',
    '--token *',
    'signing_key: "*"',
    'https://host/a?access_token=*&b=1',
    '<accessKey>*</accessKey>',
    'AccountKey=*;EndpointSuffix=core',
    '// 密钥：*',
    '# 令牌: *',
    'Authorization: Bearer *',
    'headers["Authorization"] = "Basic *"',
    'os.getenv("API_TOKEN", "*")',
    'client.withToken("*")',
    'private_key = "*"',
    'credentials: "*"',
    'session_key => "*"',
    'master_key: *',
  ],
};

/** Random texts without a name. */
const random: Readonly<Record<string, (seed: number) => string>> = {
  'hexadecimal of 16': (seed) => hex(16, seed),
  'hexadecimal of 24': (seed) => hex(24, seed),
  'hexadecimal of 32': (seed) => hex(32, seed),
  'hexadecimal of 64': (seed) => hex(64, seed),
  'lower case of 32': (seed) => drawn(lower + digits, 32, seed),
  base64: (seed) => `${mixed(43, seed)}=`,
  'letters and digits': (seed) => mixed(32, seed),
  'card numbers': (seed) => card(drawn(digits, 14, seed)),
  'card numbers in groups': (seed) => card(drawn(digits, 14, seed)).replace(/\d{4}(?=\d)/g, '$& '),
};
const ofRandom = ['value = "*"', "f('*')", 'x: *', 'x=*'];

/** A card number of 16 digits whose check digit is right (Luhn). */
function card(middle: string): string {
  const all = `4${middle}`;
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const twice = Number(all[14 - i]) * (i % 2 === 0 ? 2 : 1);
    sum += twice > 9 ? twice - 9 : twice;
  }
  return all + String((10 - (sum % 10)) % 10);
}

const shaped: readonly (readonly [begin: string, rest: string])[] = [
  ['AK' + 'IA', upper(16, 1)],
  ['LT' + 'AI', mixed(20, 2)],
  ['AGE-SECRET' + '-KEY-1', upper(58, 3)],
  ['gh' + 'p_', mixed(36, 4)],
  ['github' + '_pat_', mixed(82, 5)],
  ['gl' + 'pat-', mixed(20, 6)],
  ['gl' + 'rt-', mixed(20, 7)],
  ['xo' + 'xb-', `1234567890-${mixed(24, 8)}`],
  ['xa' + 'pp-1-', `${upper(11, 9)}-1234567890-${hex(64, 9)}`],
  ['sk' + '_live_', mixed(24, 10)],
  ['wh' + 'sec_', mixed(32, 11)],
  ['sk' + '-ant-', mixed(40, 12)],
  ['gs' + 'k_', mixed(52, 13)],
  ['h' + 'f_', drawn(letters, 34, 14)],
  ['AI' + 'za', mixed(35, 15)],
  ['GO' + 'CSPX-', mixed(28, 16)],
  ['np' + 'm_', mixed(36, 17)],
  ['py' + 'pi-', mixed(60, 18)],
  ['ruby' + 'gems_', hex(48, 19)],
  ['dckr' + '_pat_', mixed(27, 20)],
  ['SG' + '.', `${mixed(22, 21)}.${mixed(43, 22)}`],
  ['S' + 'K', hex(32, 23)],
  ['da' + 'pi', hex(32, 24)],
  ['do' + 'p_v1_', hex(64, 25)],
  ['dp.' + 'pt.', mixed(43, 26)],
  ['gl' + 'sa_', `${mixed(32, 27)}_${hex(8, 27)}`],
  ['hv' + 's.', mixed(95, 28)],
  ['AT' + 'ATT3', mixed(60, 29)],
  ['lin' + '_api_', mixed(40, 30)],
  ['nt' + 'n_', `12345678901${mixed(35, 31)}`],
  ['NR' + 'AK-', upper(27, 32)],
  ['PM' + 'AK-', `${hex(24, 33)}-${hex(34, 34)}`],
  ['pscale' + '_tkn_', mixed(43, 35)],
  ['pu' + 'l-', hex(40, 36)],
  ['shp' + 'at_', hex(32, 37)],
  ['sq0' + 'atp-', mixed(22, 38)],
  ['snt' + 'ryu_', hex(64, 39)],
  ['ey' + 'Jhb', `${mixed(30, 40)}.ey${mixed(60, 41)}.${mixed(43, 42)}`],
  ['123456789:' + 'A', mixed(34, 43)],
  ['discord' + '.com/api/webhooks/123456789012345678/', mixed(68, 44)],
  ['MT' + 'Ax', `${mixed(22, 45)}.${mixed(6, 46)}.${mixed(38, 47)}`],
  ['office' + '.com/webhook/', `${mixed(8, 48)}/IncomingWebhook/${hex(32, 48)}`],
  ['$2b' + '$12$', mixed(53, 49)],
  ['$6' + '$', `${mixed(8, 50)}$${mixed(86, 51)}`],
  ['aBc' + '8Q~', `${mixed(20, 52)}.${mixed(13, 53)}`],
];

function planted(kind: string, template: string, secret: string): Planted {
  const [before, after] = template.split('*') as [string, string];
  return { kind, before, secret, after };
}

/** Passphrases of words, which only their name gives away. */
const passphrases = ['passphrase: *', 'password = "*"', 'PASSPHRASE=*', '# 密码：*', 'mnemonic: "*"'].map(
  (template, i) =>
    planted('passphrases', template, ['correct horse battery staple', 'seven purple lanterns glow'][i % 2]),
);

function privateKey(kind: string, seed: number): Planted {
  const lines = Array.from({ length: 6 }, (_, i) => mixed(64, seed + i)).join('\n');
  const [begin, end] = [`-----BEGIN ${kind}PRIVATE` + ' KEY-----', `-----END ${kind}PRIVATE` + ' KEY-----'];
  return { kind: 'private keys', before: `a\n${begin}\n`, secret: lines, after: `\n${end}\n` };
}

export const plantedSecrets: readonly Planted[] = [
  ...Object.entries(ofPasswords).flatMap(([kind, templates], k) =>
    templates.flatMap((template, t) =>
      passwords.map((password, p) => planted(kind, template, password(1 + p + 10 * t + 100 * k))),
    ),
  ),
  ...ofMixed.map((template, t) =>
    planted(
      'passwords in prose and code',
      template,
      `${drawn(lower, 5, 3000 + t)}7${drawn(lower, 5, 3100 + t)}`,
    ),
  ),
  ...Object.entries(ofTokens).flatMap(([kind, templates]) =>
    templates.flatMap((template, t) => [
      planted(kind, template, mixed(24, 500 + t)),
      planted(kind, template, hex(32, 600 + t)),
    ]),
  ),
  ...Object.entries(random).flatMap(([kind, value], k) =>
    ofRandom.map((template, t) => planted(kind, template, value(1000 + 10 * k + t))),
  ),
  ...shaped.flatMap(([begin, rest]) =>
    ['a = "*"', 'say * now'].map((template) => planted(`tokens as ${begin}`, template, begin + rest)),
  ),
  ...passphrases,
  ...['RSA ', '', 'OPENSSH '].map((kind, i) => privateKey(kind, 2000 + 10 * i)),
];
