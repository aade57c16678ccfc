const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\?\d*|[:@$][A-Za-z_]\w*/g;
const LONGEST = 80;

/** A statement's text with its values in the places of its parameters. Those of `executemany` are the first row's. */
export function filledSql(sql: string, parameters: unknown): string {
  const values: unknown = Array.isArray(parameters) && isMany(parameters) ? parameters[0] : parameters;
  let place = 0;
  return sql.replace(TOKENS, (token) => {
    if (token.startsWith('?')) {
      const index = token === '?' ? place : Number(token.slice(1)) - 1;
      place = Math.max(place, index) + 1;
      return Array.isArray(values) && index < values.length ? literal(values[index]) : token;
    }
    if (!/^[:@$]/.test(token) || typeof values !== 'object' || values === null) return token;
    const value = (values as Record<string, unknown>)[token.slice(1)];
    if (value !== undefined) return literal(value);
    // A sequence fills named parameters by their place.
    return Array.isArray(values) && place < values.length ? literal(values[place++]) : token;
  });
}

/** Whether parameters are those of `executemany`: many rows of them. */
export function isMany(parameters: unknown): boolean {
  return Array.isArray(parameters) && parameters.length > 0 && parameters.every((row) => Array.isArray(row) || isRecord(row));
}

/** A dictionary of named values; `$blob` and `$more` stand for what is not here. */
function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !('$blob' in value) && !(value instanceof Uint8Array);
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'object' && '$blob' in value) return `/* ${Number(value.$blob).toLocaleString('en')} bytes */`;
  const text = String(value);
  return `'${(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text).replaceAll("'", "''")}'`;
}
