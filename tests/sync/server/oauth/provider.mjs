// An OpenID provider (oidc-provider) for tests, on this computer: whoever comes signs in as the account that the test
// has named, and agrees. It signs with keys that it publishes, or lies as it is told.
//
// node provider.mjs FOLDER_OF_NODE_MODULES REDIRECT_URI...; the first line of its output is {"issuer": …}.
// POST /__lie {"how": "none" | "hs256-public" | "hs256-secret" | "other-key" | "iss" | "aud" | "azp" | "exp" | "iat" |
// "nonce" | "sub" | ""}: what the next tokens say. POST /__account {"name"}: who signs in; "" says no.
import { createHmac, createPublicKey, generateKeyPairSync, createSign } from 'node:crypto';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const [, , modules, ...redirects] = process.argv;
const { Provider } = await import(pathToFileURL(`${modules}/oidc-provider/lib/index.js`));

const secret = 'a-secret-of-at-least-32-bytes-for-hs256';
const keyOf = (pair, kid, alg) => ({ ...pair.privateKey.export({ format: 'jwk' }), kid, alg, use: 'sig' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });

let lie = '';
let account = 'mira_codes';

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url'));
const signed = (claims, key = rsa.privateKey) => {
  const content = `${encoded({ alg: 'RS256', kid: 'rsa', typ: 'JWT' })}.${encoded(claims)}`;
  return `${content}.${createSign('sha256').update(content).sign(key, 'base64url')}`;
};
const hashed = (claims, key) => {
  const content = `${encoded({ alg: 'HS256', kid: 'rsa', typ: 'JWT' })}.${encoded(claims)}`;
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
};

function forged(token) {
  const claims = decoded(token.split('.')[1]);
  const now = Math.floor(Date.now() / 1000);
  switch (lie) {
    case 'none': return `${encoded({ alg: 'none' })}.${encoded(claims)}.`;
    case 'hs256-public': return hashed(claims, createPublicKey(rsa.privateKey).export({ type: 'spki', format: 'pem' }));
    case 'hs256-secret': return hashed(claims, secret);
    case 'other-key': return signed(claims, other.privateKey);
    case 'iss': return signed({ ...claims, iss: 'http://127.0.0.1:1' });
    case 'aud': return signed({ ...claims, aud: 'somebody-else' });
    case 'azp': return signed({ ...claims, aud: ['cairn', 'somebody-else'], azp: 'somebody-else' });
    case 'exp': return signed({ ...claims, exp: now - 3600 });
    case 'iat': return signed({ ...claims, iat: now + 3600, exp: now + 7200 });
    case 'nonce': return signed({ ...claims, nonce: 'of another time' });
    case 'sub': return signed({ ...claims, sub: undefined });
    case 'honest': return signed(claims);
    default: return token;
  }
}

const client = (id, alg) => ({
  client_id: id, client_secret: secret, redirect_uris: redirects, application_type: 'native',
  response_types: ['code'], token_endpoint_auth_method: 'client_secret_post', id_token_signed_response_alg: alg,
  grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
});

const server = createServer();
await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [client('cairn', 'RS256'), client('cairn-es256', 'ES256'), client('cairn-hs256', 'HS256')],
  jwks: { keys: [keyOf(rsa, 'rsa', 'RS256'), keyOf(curve, 'curve', 'ES256')] },
  cookies: { keys: ['test'] },
  scopes: ['openid', 'offline_access'],
  claims: { openid: ['sub', 'handle'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'HS256'] },
  features: {
    devInteractions: { enabled: false }, deviceFlow: { enabled: true }, revocation: { enabled: true },
  },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, handle: account || id.slice(3) }) }),
});

provider.use(async (ctx, next) => {
  await next();
  if (ctx.path === '/token' && ctx.body?.id_token) {
    ctx.body.id_token = forged(ctx.body.id_token);
  }
});

async function interact(request, response) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (!account) {
    return provider.interactionFinished(request, response, { error: 'access_denied' });
  }
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: `id-${account}` } });
  }
  const grant = grantId ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  grant.addOIDCClaims(['handle']);
  return provider.interactionFinished(
    request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
}

const answer = provider.callback();
server.on('request', (request, response) => {
  if (request.url.startsWith('/__')) {
    let body = '';
    request.on('data', (part) => { body += part; });
    request.on('end', () => {
      const said = JSON.parse(body);
      if (request.url === '/__lie') lie = said.how; else account = said.name;
      response.end('{}');
    });
  } else if (request.url.startsWith('/interaction/')) {
    interact(request, response).catch((trouble) => { response.statusCode = 500; response.end(String(trouble)); });
  } else {
    answer(request, response);
  }
});
console.log(JSON.stringify({ issuer, secret }));
