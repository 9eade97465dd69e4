import { tokenPattern } from '../secrets/known-shapes.ts';
import { baseName } from './base-name.ts';

/** Base names, in lower case, of files that usually hold keys, passwords or tokens. */
const secretNames: readonly RegExp[] = [
  /^\.env(\..*)?$|\.env$/,
  /\.(pem|key|p8|p12|pfx|jks|keystore|kdbx?|ppk|gpg|pgp|ovpn|tfvars|tfstate)(\.backup)?$/,
  /^id_(rsa|dsa|ecdsa|ed25519)/,
  /^\.?credentials($|[._-])/,
  /^\.?secrets?($|\.|[_-].*\.(json|ya?ml|toml|ini|txt|xml|properties|conf|cfg)$)/,
  /\.secrets?$/,
  /^\.(npmrc|yarnrc|pypirc|netrc|pgpass|my\.cnf|htpasswd|git-credentials|dockercfg|vault-token|s3cfg|boto)$/,
  /^_netrc$|^htpasswd$|^kubeconfig$|^service[_-]?account.*\.json$|^client_secret.*\.json$/,
];

/** Folders, in lower case, in which every file is secret. */
const secretFolder = /(^|\/)\.(ssh|aws|gnupg|kube|azure)\//;

/** Whether a file's name says that it holds secrets, or is itself one. Such a file is never read. */
export function isSecretName(path: string): boolean {
  const name = baseName(path);
  return (
    secretNames.some((pattern) => pattern.test(name)) ||
    secretFolder.test(path.toLowerCase()) ||
    path.replaceAll('/', ' ').search(tokenPattern) >= 0
  );
}
