// An authorization server (oidc-provider) for tests, on this computer: it gives tokens (JWT) for one resource, to
// clients that register themselves and to one that speaks for itself. Whoever comes, signs in and agrees.
//
// node authorization_server.mjs FOLDER_OF_NODE_MODULES RESOURCE; the first line of its output is
// {"issuer", "client", "secret"}. POST /__end: no sign-in is renewed any more.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const [, , modules, resource] = process.argv;
const { Provider } = await import(pathToFileURL(`${modules}/oidc-provider/lib/index.js`));

const secret = 'a secret with + and %';
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
let ended = false;

const server = createServer();
await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'cairn', client_secret: secret, redirect_uris: [], response_types: [],
    grant_types: ['client_credentials'], token_endpoint_auth_method: 'client_secret_basic', scope: 'tools',
  }],
  jwks: { keys: [{ ...pair.privateKey.export({ format: 'jwk' }), kid: 'rsa', alg: 'RS256', use: 'sig' }] },
  cookies: { keys: ['test'] },
  scopes: ['openid', 'offline_access', 'tools'],
  pkce: { required: () => true },
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
  features: {
    devInteractions: { enabled: false }, registration: { enabled: true }, clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (ctx, asked) => ({
        scope: 'tools', audience: asked, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } },
      }),
      useGrantedResource: () => true,
    },
  },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
});

provider.use(async (ctx, next) => {
  await next();
  if (ended && ctx.path === '/token' && ctx.oidc?.params?.grant_type === 'refresh_token') {
    ctx.status = 400;
    ctx.body = { error: 'invalid_grant' };
  }
});

async function interact(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: 'somebody' } });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  grant.addResourceScope(resource, 'tools');
  return provider.interactionFinished(
    request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
}

const answer = provider.callback();
server.on('request', (request, response) => {
  if (request.url === '/__end') {
    ended = true;
    response.end('{}');
  } else if (request.url.startsWith('/interaction/')) {
    interact(request, response).catch((trouble) => { response.statusCode = 500; response.end(String(trouble)); });
  } else {
    answer(request, response);
  }
});
console.log(JSON.stringify({ issuer, client: 'cairn', secret }));
