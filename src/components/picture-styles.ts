import { css } from 'lit';

export const pictureStyles = css`
  iframe {
    display: block;
    width: 100%;
    height: 100%;
    border: 0;
  }
  iframe.unborn {
    opacity: 0;
  }
  .waiting {
    display: grid;
    place-content: center;
    position: absolute;
    inset: 0;
    margin: 0;
    padding: var(--jn-space-4);
    color: var(--jn-muted);
    animation: appear 0.2s 0.4s backwards;
  }
  .redrawing {
    position: absolute;
    right: var(--jn-space-3);
    bottom: var(--jn-space-2);
    margin: 0;
    color: var(--jn-muted);
    font-size: var(--jn-text-xs);
    animation: appear 0.2s 0.4s backwards;
    pointer-events: none;
  }
  .problem {
    position: absolute;
    right: 0;
    bottom: 0;
    left: 0;
    padding: var(--jn-space-2) var(--jn-space-4);
    background: var(--jn-bad-soft);
    font-size: var(--jn-text-s);
  }
  .problem p {
    margin: 0;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;
