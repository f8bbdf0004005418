// What people see in the console: both languages everywhere, every parameter in a group, and the metadata that is asked for.

export function checkInterface(template, report) {
  for (const [section, entries] of [['Parameters', template.parameters], ['Outputs', template.outputs]]) {
    for (const [name, each] of Object.entries(entries)) {
      for (const key of ['Label', 'Description', 'ConstraintDescription'].filter((label) => each[label] !== undefined)) {
        checkBoth(each[key], [section, name, key], report);
      }
    }
  }
  const shown = template.metadata['ALIYUN::ROS::Interface'] ?? {};
  const hidden = shown.Hidden ?? [];
  const groups = shown.ParameterGroups ?? [];
  const grouped = groups.flatMap((group) => group.Parameters ?? []);
  groups.forEach((group, index) =>
    checkBoth(group.Label?.default, ['Metadata', 'ALIYUN::ROS::Interface', 'ParameterGroups', index], report));
  for (const [name, parameter] of Object.entries(template.parameters)) {
    const path = ['Parameters', name];
    if (!['String', 'Number', 'Boolean', 'CommaDelimitedList', 'Json'].includes(parameter.Type)) {
      report(path, `${parameter.Type} is no type of a parameter`);
    }
    if (hidden.includes(name) === grouped.includes(name)) {
      report(path, `${name} has to be either in a group of ALIYUN::ROS::Interface or hidden`);
    }
    if (hidden.includes(name) && parameter.Default === undefined) {
      report(path, `${name} is hidden and has no default`);
    }
    if (!hidden.includes(name) && parameter.Label === undefined) {
      report(path, `${name} has no label`);
    }
    checkDefault(parameter, path, report);
  }
  for (const name of [...grouped, ...hidden].filter((each) => !(each in template.parameters))) {
    report(['Metadata'], `there is no parameter ${name}`);
  }
  checkMetadata(template, shown, report);
}

function checkBoth(text, path, report) {
  for (const language of ['en', 'zh-cn'].filter((each) => typeof text?.[each] !== 'string' || text[each] === '')) {
    report(path, `${path.at(-1)} has no text in ${language}`);
  }
}

function checkDefault(parameter, path, report) {
  const value = parameter.Default;
  if (parameter.AllowedPattern !== undefined) {
    let pattern;
    try {
      pattern = new RegExp(parameter.AllowedPattern);
    } catch {
      report([...path, 'AllowedPattern'], 'AllowedPattern is no regular expression');
      return;
    }
    if (value !== undefined && !pattern.test(String(value))) {
      report(path, `the default ${JSON.stringify(value)} does not match AllowedPattern`);
    }
  }
  if (parameter.AllowedValues && value !== undefined && !parameter.AllowedValues.includes(value)) {
    report(path, `the default ${JSON.stringify(value)} is none of AllowedValues`);
  }
  if (parameter.Type === 'Number' && (value < parameter.MinValue || value > parameter.MaxValue)) {
    report(path, `the default ${value} is out of range`);
  }
}

function checkMetadata(template, shown, report) {
  const tags = shown.TemplateTags ?? [];
  if (tags.length === 0 || !tags.every((tag) => /^acs:[^:]+:[^:]+:[^:]+$/.test(tag))) {
    report(['Metadata'], 'ALIYUN::ROS::Interface needs TemplateTags of the form acs:x:y:z');
  }
  if (typeof template.metadata['ALIYUN::ROS::Composer'] !== 'object') {
    report(['Metadata'], 'Metadata needs ALIYUN::ROS::Composer');
  }
}
