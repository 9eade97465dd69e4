/*
 * Part of these shapes is taken, shortened, from the rules of gitleaks (https://github.com/gitleaks/gitleaks), which is
 * Copyright (c) 2019 Zachary Rice and under the MIT License: see gitleaks.LICENSE beside this file.
 */

/**
 * Stands for a secret that was taken out of a text. Unicode keeps this code point for use within a program: no text
 * that is exchanged holds it.
 */
export const MASK = '\ufdd0';

/** How tokens begin whose services chose a beginning that is found in little else. */
const BEGINNINGS =
  'ABSK|' + // Amazon Bedrock
  'LTAI|' + // Alibaba
  'A3-(?=[A-Z0-9]{6}-)|ops_ey|' + // 1Password
  'AGE-SECRET-KEY-|' +
  'AKCp|' + // Artifactory
  'gh[pousr]_|github_pat_|' +
  'gl(?:pat|ptt|dt|rt|ft|soat|agent|cbt|oas|imt|ffct)-|GR1348941|' + // GitLab
  'xox[abeoprs][.-]|xapp-\\d-|' + // Slack
  '[srp]k_(?:live|test|prod)_|whsec_|' + // Stripe
  'sk-(?=(?:proj|ant|svcacct|admin|or|lf)-|[A-Za-z0-9]{20})|gsk_|pplx-|' + // OpenAI, Anthropic, Groq, Perplexity
  'AIza|ya29\\.|GOCSPX-|' + // Google
  '(?:npm_|pypi-)(?=[A-Za-z0-9]{16})|rubygems_|dckr_pat_|' + // registries
  'SG\\.|xkeysib-|' + // SendGrid, Brevo
  'do[opr]_v1_|' + // DigitalOcean
  'dp\\.(?:pt|st|ct|sa|scim|audit)\\.|' + // Doppler
  'gl(?:sa|c)_|' + // Grafana
  'HRKU-|' + // Heroku
  'hv[sbr]\\.|' + // Vault
  'ATATT3|ATBB|' + // Atlassian, Bitbucket
  'lin_(?:api|oauth)_|' + // Linear
  'ntn_|' + // Notion
  'NR(?:AK|II|JS)-|' + // New Relic
  'PMAK-|' + // Postman
  'pscale_(?:tkn|oauth|pw)_|' + // PlanetScale
  'shp(?:at|ca|pa|ss)_|' + // Shopify
  'sq0[a-z]{3}-|EAA[AMC]|' + // Square, Facebook
  'sntry[su]_|sgp_|sha256~'; // Sentry, Sourcegraph, OpenShift

/** Tokens with a shape of their own. Their real lengths are greater: the beginning of a token is found too. */
const SHAPES =
  `(?:${BEGINNINGS})(?=\\D{0,40}\\d)[\\w+/=.-]{16,}|` +
  '(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{12,16}\\b|' + // AWS
  'hf_[A-Za-z]{24,}|' + // Hugging Face
  '(?:dapi|SK|AC|key-|pul-)[0-9a-f]{32,}|' + // Databricks, Twilio, Mailgun, Pulumi
  'eyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]*)?|' + // JSON web tokens (RFC 7519): {" in base64, twice
  '\\d{8,10}:A[\\w-]{34}|' + // Telegram
  'hooks\\.slack\\.com/[a-z]+/[\\w/+]{16,}|' +
  'discord(?:app)?\\.com/api/webhooks/\\d+/[\\w-]{16,}|[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,}|' +
  'office\\.com/webhook[\\w@/-]{16,}|' + // Teams
  '[0-9a-f]{32}-us\\d{1,2}\\b|' + // Mailchimp
  '[\\w~.]{3}\\dQ~[\\w~.-]{31,}|' + // Azure
  '\\$(?:2[abxy]?|[156y]|argon2\\w*)\\$[\\w./$=,+-]{20,}'; // hashes of passwords (crypt)

/** A token, or the mask of one, which is not shown either. */
export const tokenPattern = new RegExp(`(?<![A-Za-z0-9])(?:${SHAPES})|${MASK}`, 'g');

/** A private key in PEM or PGP armor, with its lines. */
export const privateKeyPattern = /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[^-]*/g;

/** The password in an address: `://name:password@`. */
export const addressPattern =
  /:\/\/[^\s:/@'"`${<]{0,64}:(?!(?:pass\w*|pwd|secret)@)([^\s/@'"`${<][^\s/@'"`<]{2,63})(?=@)/g;

/**
 * The password in an address without a scheme: `name:password@host`, and `name/password@host` of Oracle. It looks for
 * the host first, and back from there.
 */
export const bareAddressPattern =
  /(?=@(?:tcp\(|(?!sha)[a-z][\w.-]*(?::\d|\/|$|["'\s])))(?<=(?:(?<![^\s"'=])(?!mailto|npm|jsr|sip|acct|xmpp|workspace)[\w.-]{1,40}:|\b(?:thin:|sqlplus )\w{1,40}\/)((?=[^@]*[\d!#$%^&*+=~?.]|[^@]*@tcp)[^\s:/@"'`$<{()]{5,63}))/gm;

/** How commands take a password in short form. `~` stands for other options, `,` for a blank or quotes. */
const OPTIONS =
  'curl~(?:-u|--user),[^\\s:"\'$]+:|' +
  '(?:mysql|mariadb|7z)[\\w-]*~-p,|' +
  '(?:sshpass|redis-cli|docker login|az login|mongo\\w*)~-[pa],|' +
  '(?:(?:un)?zip|sqlcmd|ldap(?:search|modify|add|delete|passwd|whoami)|ssh-keygen)~-[PwN],|' +
  'openssl~-pass(?:in|out)?,pass:|' +
  'htpasswd -\\w*b\\w* \\S+ \\S+ ,|' +
  'net use?r? \\S+ |' +
  'setx? \\w*(?:PASS|PWD|SECRET|TOKEN)\\w* ,|' +
  'ConvertTo-SecureString(?: -String)?,|' +
  'smbclient~-U,[\\w.\\\\]+%';

/** The password in an option of a command that takes it in short form. */
export const commandPattern = new RegExp(
  `\\b(?:${OPTIONS.replaceAll(',', '[ =]?["\']?').replaceAll('~', '\\b[^\\n]{0,200}?[ \\t]')})([^\\s"\'$<{/-][^\\s"\'<]{2,})`,
  'g',
);

/** What is given to a command that reads a password. */
export const pipedPattern =
  /\becho[ \t]+(?:-n[ \t]+)?["']?(?:[\w.-]+:)?([^\s"'|$:]{4,})(?=["']?[ \t]*\|[ \t]*(?:sudo[ \t]+)?(?:chpasswd|passwd|docker login|-S\b))/g;
