/** A shown picture as a document of its own: without what is there to be pointed at, or because it is. */
export function ownSvg(shown: SVGSVGElement): string {
  const svg = shown.cloneNode(true) as SVGSVGElement;
  for (const one of svg.querySelectorAll('.reach, .halo')) one.remove();
  for (const one of svg.querySelectorAll('[data-entity], [data-edge]')) {
    one.classList.remove('kin', 'lit');
    for (const name of ['role', 'tabindex', 'aria-label']) one.removeAttribute(name);
  }
  svg.setAttribute('role', 'img');
  return new XMLSerializer().serializeToString(svg);
}
