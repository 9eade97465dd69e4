/**
 * `npm run audit`: asks the npm registry for known vulnerabilities of the dependencies whose code ships. Fails if there
 * are any, but not where the registry answers no audits: then nothing is known, and it says so.
 */
import { root } from './paths.ts';
import { runScript, UserError } from './user-error.ts';
import { auditRuntime } from './vsix/runtime-audit.ts';

await runScript(async () => {
  const outcome = await auditRuntime(root);
  if ('notAudited' in outcome) {
    console.log(`Not audited: the registry did not answer.\n${outcome.notAudited}`);
    return 0;
  }
  if (outcome.known.length > 0) {
    throw new UserError(
      `There are known vulnerabilities:\n- ${outcome.known.join('\n- ')}\n"npm audit" says more.`,
    );
  }
  console.log('No vulnerability of the dependencies is known.');
  return 0;
});
