-- A client that knows nothing of VS Code: attaches the server to a buffer and prints one line for each thing that it sees.
local server, layout = vim.env.HVVM_SERVER, vim.env.HVVM_LAYOUT

local function check(name, passed, seen)
  print((passed and 'ok ' or 'not ok ') .. name .. (passed and '' or ': ' .. vim.inspect(seen)) .. '\n')
end

local function waited(condition)
  return vim.wait(10000, condition, 20)
end

local function run()
  vim.cmd('edit ' .. vim.fn.fnameescape(layout))
  local buffer = vim.api.nvim_get_current_buf()
  local id = vim.lsp.start_client({ name = 'hvvm', cmd = { 'node', server, '--stdio' }, root_dir = vim.fn.fnamemodify(layout, ':h') })
  vim.lsp.buf_attach_client(buffer, id)

  local function diagnostics()
    local codes = {}
    for _, each in ipairs(vim.diagnostic.get(buffer)) do table.insert(codes, each.code) end
    return codes
  end
  local function request(method, line, character)
    local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) }, position = { line = line, character = character } }
    local answers = vim.lsp.buf_request_sync(buffer, method, params, 10000)
    return answers and answers[id] and answers[id].result
  end

  local function isRefused() return vim.tbl_contains(diagnostics(), 'boot-disk-not-on-ide') end
  waited(isRefused)
  check('a fault is shown without being asked for', isRefused(), diagnostics())

  vim.api.nvim_buf_set_text(buffer, 2, 0, 2, 10, { '  ide  0:1' })
  waited(function() return not isRefused() end)
  check('an edit that mends it takes the fault away', not isRefused(), diagnostics())

  local hover = request('textDocument/hover', 1, 3)
  check('a hover explains a slot', hover and hover.contents.value:find('IDE') ~= nil, hover)

  local completion = request('textDocument/completion', 2, 2)
  local items = completion and (completion.items or completion) or {}
  check('completion offers statements', #items > 3, items)

  local symbols = request('textDocument/documentSymbol', 0, 0)
  check('the outline shows the VM', symbols and symbols[1].name == 'web01', symbols)

  vim.lsp.stop_client(id)
  waited(function() return vim.lsp.get_client_by_id(id) == nil end)
  check('the server ends when it is told to', vim.lsp.get_client_by_id(id) == nil, id)
end

local passed, message = pcall(run)
if not passed then print('not ok the script ran to its end: ' .. tostring(message) .. '\n') end
vim.cmd('qa!')
