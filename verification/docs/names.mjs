// Names in code type: types and methods, codes of diagnostics, flags, keys, and names in the environment.

const KEY = /(?<![\w./-])lmcp\.[a-z][\w-]*(?:\.[\w*/{}-]+)*(?![\w(])/g;
const FILE = /\.(war|properties|json|md|jar|xml|conf|sh|service)$/;
const ENVIRONMENT = /(?<![\w-])LMCP_[A-Z_]+/g;
const CODE = /LMCP-\d{3}/g;
const TYPE = /^([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+)(?:\.(\w+))?(?:\(.*\))?$/;
const FLAG = /^(--[a-z][a-z-]*)(?:[= ].*)?$/;

/**
 * Types of the JDK, the Servlet API, the test libraries and other frameworks that the pages speak of; and what only looks
 * like a type: the attributes of JMX, which a test of the core compares.
 */
const FOREIGN = new Set(['NotImplementedError', 'StackOverflowError', 'ThreadDeath', 'VirtualMachineError',
  'AssertJ', 'AsyncContext', 'AuthenticatorMetrics', 'BigDecimal', 'BouncyCastle', 'DataSource', 'DriverManager', 'GraalVM',
  'HttpExchange', 'HttpHandler', 'IllegalArgumentException', 'IllegalStateException', 'JsonNode', 'LocalDate', 'LocalDateTime',
  'LocalTime', 'McpAssured', 'McpSyncRequestContext', 'NullAway', 'ObjectNode', 'OffsetDateTime', 'OpenSessions',
  'OpenStreams', 'PreResources', 'ReadListener', 'RequestDispatcher', 'RunningCalls', 'RuntimeException',
  'SecurityContextHolder', 'SecurityIdentity', 'ServiceLoader', 'ServletContainerInitializer',
  'ServletContextListener', 'StoredTasks', 'SyncToolSpecification', 'ThreadLocal', 'ToolCallException', 'ToolCalls',
  'ToolError', 'UnifiedJedis', 'WatchService', 'WriteListener', 'YearMonth', 'ZoneId', 'ZonedDateTime']);
const TYPES_IN_TEXT = /\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+\b/g;

/** Words in a picture that look like types of ours, or like modules, are some. */
export function pictures(blocks, files) {
  const all = [...files.values()].join('\n');
  const modules = [...files.keys()].map(path => path.split('/')[0]);
  return blocks.flatMap(({ where, text }) => [
    ...(text.match(TYPES_IN_TEXT) ?? []).filter(word => !FOREIGN.has(word) && !declares(all, word)),
    ...(text.match(/\blmcp(?:-[a-z]+)+\b/g) ?? []).filter(word => !modules.includes(word)),
  ].map(word => `${where} the picture shows '${word}', which does not exist`));
}

const declares = (text, type) => new RegExp(`\\b(class|record|interface|enum) ${type}\\b`).test(text);

/** A type that a page names is one of ours, and has the method that stands behind it. */
export function types(pages, files) {
  const byName = new Map();
  for (const [path, text] of files) {
    const name = path.split('/').pop().replace('.java', '');
    byName.set(name, (byName.get(name) ?? '') + text);
  }
  const all = [...files.values()].join('\n');
  return pages.flatMap(page => page.spans.flatMap(({ where, text }) => {
    const [, type, member] = TYPE.exec(text) ?? [];
    if (!type || FOREIGN.has(type) || type.startsWith('Thing')) {
      return [];
    }
    const source = byName.get(type)
      ?? (declares(all, type) ? all : undefined);
    if (source === undefined) {
      return [`${where} type '${type}' is in no source file; expected one of ours`];
    }
    return member && member !== 'java' && !new RegExp(`\\b${member}\\b`).test(source)
      ? [`${where} '${type}' has no '${member}'`] : [];
  }));
}

/** A code has its heading among the diagnostics. */
export function codes(pages) {
  const anchors = pages.find(page => page.path === 'docs/diagnostics.md').anchors;
  return pages.flatMap(page => page.spans.flatMap(({ where, text }) => (text.match(CODE) ?? [])
    .filter(code => !anchors.includes(code.toLowerCase()))
    .map(code => `${where} ${code} has no heading in docs/diagnostics.md`)));
}

/** A flag that stands alone in code type is one that --help lists, or an alias of a key. */
export function flags(pages, help, files) {
  const aliases = [...files.values()].filter(text => /KeyNames OF_CORE|Map<String, String> aliases\(\) \{/.test(text));
  const known = new Set(`${help} ${aliases.join(' ')}`.match(/--[a-z][a-z-]*/g));
  return pages.filter(page => !page.path.startsWith('verification')).flatMap(page => page.spans
    .map(({ where, text }) => ({ where, flag: FLAG.exec(text)?.[1] }))
    .filter(({ flag }) => flag && !flag.startsWith('--lmcp') && !known.has(flag))
    .map(({ where, flag }) => `${where} flag '${flag}' is neither in --help nor an alias of a key`));
}

/** Every key that a page names, with where; a name with a * or { stands for those that it begins. */
export function keys(pages) {
  return pages.flatMap(page => page.spans.flatMap(({ where, text }) => (text.match(KEY) ?? [])
    .map(key => ({ where, key: key.replace(/[.-]$/, '') }))
    .filter(({ key }) => !FILE.test(key) && !/[*{]/.test(key))));
}

/** Names in the environment are those of keys, or of lmcp for Lua, which docs/configuration.md lists. */
export function environment(pages, known) {
  const listed = pages.find(page => page.path === 'docs/configuration.md').spans
    .flatMap(({ text }) => /^LMCP_[A-Z_]+$/.test(text) ? [text] : []);
  const names = new Set([...listed, ...known.map(key => key.toUpperCase().replace(/[.-]/g, '_'))]);
  return pages.flatMap(page => page.spans.flatMap(({ where, text }) => (text.match(ENVIRONMENT) ?? [])
    .filter(name => !names.has(name) && !name.endsWith('_'))
    .map(name => `${where} '${name}' is the name of no key`)));
}
