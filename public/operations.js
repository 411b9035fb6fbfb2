// The page of operations, /docs: only ever our own description, whatever the address says.
window.addEventListener('load', () => {
  window.SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#operations',
    validatorUrl: null,
    queryConfigEnabled: false,
    deepLinking: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: -1,
    displayRequestDuration: true,
    filter: true,
    tryItOutEnabled: true,
    // Asked where the page itself stands, whichever of its names the service has there.
    requestInterceptor: (request) => {
      const { pathname, search } = new URL(request.url, window.location.href)
      return Object.assign(request, { url: window.location.origin + pathname + search })
    },
  })
})
