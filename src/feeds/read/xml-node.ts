/** An element as xml2js gives it: its text, or an object where it has attributes or children. */
export type XmlNode = string | ({ _?: string; $?: Record<string, string> } & { name?: XmlNode[]; email?: XmlNode[] });

/** Every element of a name, in the order of the document. */
export type Fields = (name: string) => XmlNode[] | undefined;

export function textOf(node: XmlNode): string {
  return typeof node === 'string' ? node : (node._ ?? '');
}

export function attribute(node: XmlNode, name: string): string | undefined {
  return typeof node === 'string' ? undefined : node.$?.[name];
}

export function firstText(nodes: XmlNode[] | undefined): string | undefined {
  for (const node of nodes ?? []) {
    const text = textOf(node).trim();
    if (text !== '') return text;
  }
  return undefined;
}
